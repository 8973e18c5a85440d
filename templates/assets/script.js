// Only enhances: every page is complete without it. Its words stand in the templates.
(() => {
"use strict";
const one = (selector, of = document) => of.querySelector(selector);
const all = (selector, of = document) => [...of.querySelectorAll(selector)];
const on = (kinds, act, of = window) => kinds.split(" ").forEach((kind) => of.addEventListener(kind, act));
const make = (tag, values) => Object.assign(document.createElement(tag), values);
const { currentScript } = document, root = new URL("../", currentScript.src).href;
// Nothing but scripts can be read from disk.
const read = (name, onload, onerror) =>
  document.head.append(make("script", { src: `${root}${name}.js`, onload, onerror }));

// Open the sources of a claim when a link leads to it.
const aim = () => {
  try { return document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { return; }
};
const reveal = () => {
  const target = aim();
  const details = target?.closest("details") ?? target?.querySelector(":scope:is(.row, .event) details");
  if (details) details.open = true;
};
on("hashchange", reveal);
reveal();

// Open and close all passages.
const open = (lists, value) => { for (const details of lists) details.open = value; };
for (const tools of all("[data-toggle]")) {
  const button = one("button", tools);
  let opened = false;
  tools.hidden = all("main details").length < 2;
  button.onclick = () => {
    open(all("main details"), opened = !opened);
    [button.textContent, button.dataset.close] = [button.dataset.close, button.textContent];
  };
}

// Paper shows everything.
let closed = [];
on("beforeprint", () => open(closed = all("details:not([open])"), true));
on("afterprint", () => open(closed, false));

// Copy what stands before the button.
for (const tools of all("[data-copy]")) {
  const button = one("button", tools);
  tools.hidden = !navigator.clipboard;
  button.onclick = async () => {
    try { await navigator.clipboard.writeText(tools.previousElementSibling.innerText.trim()); } catch { return; }
    button.textContent = button.dataset.done;
  };
}

// The timeline by actor, kind and status, kept in the address; its drawings follow.
const carry = () => { for (const a of all("a[data-carry]")) a.search = location.search; };
carry();
for (const form of all("[data-filter]")) {
  const fields = all("select", form), button = one("button", form);
  const [none, freed] = all("main > [role=status]");
  const events = all(".event[data-status]");
  const drawn = all("[data-of]").map((a) =>
    [a, a.dataset.of.split(" ").map((id) => document.getElementById(id)), one(".some", a)]);
  for (const field of fields) {
    const value = new URLSearchParams(location.search).get(field.name) || "";
    // What was chosen on another page may not occur on this one.
    if (![...field.options].some((o) => o.value === value)) field.add(new Option(value, value));
    field.value = value;
  }
  const apply = () => {
    let shown = 0;
    for (const event of events) {
      event.hidden = fields.some(({ name, value }) => value && !event.dataset[name].split(" ").includes(value));
      shown += !event.hidden;
    }
    for (const section of all(".section")) {
      const count = all(".event:not([hidden])", section).length;
      section.hidden = !count;
      for (const jump of all(`.jump [href="#${section.id}"]`)) {
        jump.parentElement.hidden = !count;
        for (const part of jump.nextElementSibling.children) part.textContent = part.textContent.replace(/\d([\d.,\s]*\d)?/, count);
      }
    }
    for (const [a, of, part] of drawn) {
      const left = of.filter((event) => !event.hidden).length / of.length;
      a.toggleAttribute("hidden", !part && !left);
      if (part) part.style.scale = `1 ${left}`;
    }
    one("[data-shown]", form).textContent = shown;
    const chosen = fields.some((field) => field.value);
    if (!chosen && button === document.activeElement) fields[0].focus();
    button.hidden = !chosen;
    none.hidden = shown > 0;
  };
  const changed = () => {
    apply();
    const here = new URL(location);
    here.search = new URLSearchParams(fields.filter((f) => f.value).map((f) => [f.name, f.value]));
    // Opened from disk, some browsers keep the address as it is.
    try { history.replaceState(null, "", here); } catch { return; }
    carry();
  };
  on("change", () => { freed.hidden = true; changed(); }, form);
  on("reset", () => setTimeout(changed), form);
  // A link to what is filtered out shows all.
  const free = () => {
    const target = aim();
    if (!target?.closest("[hidden]")) return;
    form.reset();
    changed();
    one(".what", target)?.prepend(freed);
    freed.hidden = false;
    target.scrollIntoView();
  };
  on("hashchange", free);
  form.hidden = false;
  apply();
  free();
}

// Tables that sort by a column.
for (const table of all("table[data-sortable]")) {
  const body = table.tBodies[0], heads = [...table.tHead.rows[0].cells];
  const { compare } = new Intl.Collator(document.documentElement.lang, { numeric: true });
  if (body.rows.length > 1) heads.forEach((head, index) => {
    const value = (row, cell = row.cells[index]) => cell.dataset.value ?? cell.textContent.trim();
    const button = make("button", { type: "button" });
    button.append(...head.childNodes);
    head.append(button);
    button.onclick = () => {
      const before = head.ariaSort;
      // Numbers are asked for from the top.
      const down = before ? before === "ascending" : head.classList.contains("number");
      for (const other of heads) other.ariaSort = null;
      head.ariaSort = down ? "descending" : "ascending";
      const sign = down ? -1 : 1;
      body.append(...[...body.rows].sort((a, b) => sign * compare(value(a), value(b))));
    };
  });
}

// Drawings of the network: who is pointed at stands out with its relations.
for (const net of all(".net[role=group]")) {
  const links = all("a", net), figure = net.closest("figure");
  const ends = (a) => a.dataset.ends.split(" ");
  const light = (link) => {
    const near = new Set(link ? ends(link) : []), [own, other] = near;
    link?.dataset.near?.split(" ").forEach(near.add, near);
    const lit = links.filter((a) => a === link || (!other && ends(a)[1] && ends(a).includes(own)));
    for (const a of lit) ends(a).forEach(near.add, near);
    net.classList.toggle("lit", !!link);
    for (const a of links)
      a.classList.toggle("on", lit.includes(a) || (!ends(a)[1] && near.has(...ends(a))));
  };
  // Not at the drawing itself: a listener for focus would make it a stop of the keyboard.
  on("pointerover focusin", (e) => light(e.target.closest("[data-ends]")), figure);
  on("pointerleave focusout", () => light(), figure);
  const box = net.closest(".scroll"), tools = box?.previousElementSibling;
  if (!tools) continue;
  const { width, height } = net.viewBox.baseVal;
  let zoom = 1, from;
  const to = (wanted, x = box.clientWidth / 2, y = box.clientHeight / 2) => {
    const old = zoom;
    zoom = Math.min(8, Math.max(Math.min(1, box.clientWidth / width), wanted || 1));
    // Type keeps its size: there is room for more names.
    const sizes = { width: width * zoom, height: height * zoom, "font-size": 12 / Math.max(1, zoom) };
    for (const name in sizes) net.setAttribute(name, sizes[name]);
    net.dataset.level = zoom < 2 ? 1 : zoom < 4 ? 2 : 4;
    box.classList.toggle("zoomed", zoom > 1);
    const left = wanted ? (box.scrollLeft + x) * zoom / old - x : net.dataset.hub - x;
    box.scrollTo(left, (box.scrollTop + y) * zoom / old - y);
  };
  tools.hidden = false;
  for (const button of all("button", tools)) button.onclick = () => to(zoom * button.dataset.by);
  box.onkeydown = (e) => {
    const by = { "+": 2, "-": 0.5, 0: 0 }[e.key];
    if (by !== undefined && !e.ctrlKey && !e.metaKey) to(zoom * by);
  };
  box.addEventListener("wheel", (e) => {
    if (!e.ctrlKey) return;
    e.preventDefault();
    const at = box.getBoundingClientRect();
    to(zoom * 2 ** (-e.deltaY / 200), e.x - at.x, e.y - at.y);
  }, { passive: false });
  // Fingers scroll by themselves, and past the end the page.
  box.onpointerdown = (e) => { from = e; };
  box.onpointermove = (e) => {
    if (!from || !e.buttons || e.pointerType === "touch") return;
    const x = from.x - e.x, y = from.y - e.y;
    if (Math.hypot(x, y) < 4) return;
    box.setPointerCapture(e.pointerId); // What is dragged is not clicked.
    box.scrollBy(x, y);
    from = e;
  };
  box.ondragstart = () => false;
  to(0);
}

// Cards: what a link leads to. Their words come in small scripts, loaded when first wanted.
const cards = {}, card = make("aside", { ariaHidden: "true" }); // The same is one click away.
let link, soon, late;
window.dossierCards = (some) => Object.assign(cards, some);
const hide = () => { clearTimeout(soon); link = null; card.remove(); };
const show = (key) => {
  const [label, name, words, lang = ""] = cards[key] ?? [];
  if (!label && !name) return;
  card.replaceChildren(...Object.entries({ label, name, words }).map(([className, textContent]) =>
    make("p", { className, textContent, lang, dir: "auto" })));
  card.className = words && !name ? "card quoted" : "card";
  document.body.append(card);
  const at = link.getBoundingClientRect(), high = card.offsetHeight + 6;
  const top = at.bottom + high > innerHeight && at.top > high ? at.top - high : at.bottom + 6;
  card.style.top = `${top + scrollY}px`;
  card.style.left = `${Math.max(8, Math.min(at.left, innerWidth - card.offsetWidth - 24))}px`;
};
const wish = (key, a) => {
  if (cards[key]) return show(key);
  // As assemble/previews.py.
  const sum = [...key].reduce((n, letter) => (n * 31 + letter.charCodeAt()) % 65521, 0);
  read(`previews/${sum % currentScript.dataset.cards}`, () => { if (a === link) show(key); });
};
on("pointerover focusin", ({ target, type, pointerType }) => {
  if (pointerType === "touch" || (type === "focusin" && !target.matches(":focus-visible"))) return;
  const a = target.closest("main a[href]:not(:is(.inside, .entries, .lines, .source-head, nav, svg) a)");
  const key = a?.href.split(root)[1]?.replace("/index.html", "");
  clearTimeout(late);
  if (/^(actors|sources)\/[^/#]+(#passage-.+)?$/.test(key)) {
    if (a === link) return;
    hide();
    link = a;
    soon = setTimeout(wish, 300, key, a);
  } else if (!card.contains(target) && link !== document.activeElement) {
    late = setTimeout(hide, card.isConnected ? 250 : 0); // Time to reach the card.
  }
});
on("click", hide);
on("keydown", ({ key }) => { if (key === "Escape") hide(); });

// Search.
const [opener, box] = all("[data-search]");
if (!box) return;
const input = one("input", box), status = one("[role=status]", box), loaded = {};
let index, given, timer, turn = 0;

window.dossierSearch = (data) => given = data;
const load = (name) => loaded[name] ??= new Promise((done, fail) =>
  read(`search/${name}`, () => done(given), () => fail(delete loaded[name])));

// As dossier.fold spells it.
const fold = (word) => word.toLowerCase().normalize("NFD").replace(/n\u0303/g, "ñ")
  .replace(RegExp(index.accents, "g"), "").normalize("NFC").replace(/[^\0-~]/g, (c) => index.letters[c] ?? c);

// What has a word that begins so: eight times its number, plus the field. See dossier.export.postings.
const holders = async (start) => {
  const found = new Set(), many = index.many.indexOf(start);
  const names = many < 0 ? index.words.flatMap((first, i) =>
    first <= start + "\uffff" && !(index.words[i + 1] <= start) ? "words-" + i : []) : ["many-" + many];
  for (const shard of await Promise.all(names.map(load))) for (const word in shard) if (word.startsWith(start)) {
    let at = 0, scale = 48;
    for (const sign of shard[word]) {
      const code = sign.charCodeAt() - 35;
      if (code > 63) at += (code - 64) * scale, scale *= 28;
      else if (code < 0) at = at % 8 + 1;
      else {
        for (let bit = 0; bit < 6; bit++) if (code >> bit & 1) found.add(at + bit * 8);
        at += scale = 48;
      }
    }
  }
  return found;
};

const line = ([href, ...texts], fits) => {
  const item = one("template", box).content.cloneNode(true), link = one("a", item);
  link.href = root + href;
  link.lastElementChild.lang = texts[3] ?? "";
  [...link.children].forEach((child, i) => {
    for (const piece of (texts[i] ?? "").split(RegExp(`(${index.word})`, "u")))
      child.append(fits.some((fit) => fit.test(fold(piece))) ? make("mark", { textContent: piece }) : piece);
  });
  return item;
};

const search = async (mine) => {
  index ??= await load("index");
  const starts = [...new Set(input.value.match(RegExp(index.word, "gu"))?.map(fold))].slice(0, index.most);
  const fits = starts.map((start) => RegExp("^" + start.replace(/n/g, "[nñ]")));
  const found = await Promise.all(starts.map(holders)), [first = []] = found;
  let sum = 0;
  const draw = await Promise.all(index.kinds.map(async ([kind, size, most, ...fields]) => {
    // An item is as good as the field of its worst word; of equals the last comes first.
    const ranks = fields.map(() => []);
    for (const n of new Set([...first].map((hit) => hit >> 3)))
      ranks[Math.max(...found.map((hits) => fields.findIndex((field) => hits.has(n * 8 + field)) >>> 0))]?.push(n);
    const fit = ranks.flatMap((some) => some.sort((a, b) => b - a));
    const records = await Promise.all(fit.slice(0, most).map(async (n) => (await load(`${kind}-${n / size | 0}`))[n % size]));
    sum += fit.length;
    return () => {
      const section = one(`[data-kind=${kind}]`, box), [count, more] = all("h2 span, p span", section);
      section.hidden = !fit.length;
      count.textContent = fit.length;
      one("ol", section).replaceChildren(...records.map((record) => line(record, fits)));
      more.textContent = fit.length - most;
      more.parentNode.hidden = fit.length <= most;
    };
  }));
  if (mine !== turn) return;
  draw.forEach((show) => show());
  status.textContent = fits[0] ? sum ? `${status.dataset.some} ${sum}` : status.dataset.none : "";
};
const run = () => search(++turn).catch(() => { status.textContent = status.dataset.failed; });

input.oninput = () => { clearTimeout(timer); timer = setTimeout(run, 120); };
box.onclick = (e) => { if (e.target.closest("a, button")) box.close(); };
box.onkeydown = async (e) => {
  const stops = [input, ...all("li a", box)], at = stops.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[e.key];
  if (to >= 0) { e.preventDefault(); stops[to]?.focus(); }
  if (e.key !== "Enter" || at || e.isComposing) return;
  clearTimeout(timer);
  await run();
  one("li a", box)?.click();
};
opener.onclick = () => { box.showModal(); input.select(); };
on("keydown", (e) => {
  if (e.key.toLowerCase() !== (e.ctrlKey || e.metaKey ? "k" : "/") || e.altKey || e.target.closest("input, select, textarea")) return;
  e.preventDefault();
  opener.click();
});
box.closedBy = "any";
opener.dataset.search = "ready";
})();
