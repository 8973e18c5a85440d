// Only enhances: every page is complete without it. No words here; they stand in the templates.
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // Open the sources of a claim when a link leads to it.
  const reveal = () => {
    let id = "";
    try { id = decodeURIComponent(location.hash.slice(1)); } catch { return; }
    const target = id && document.getElementById(id);
    if (!target) return;
    const details = target.closest("details") ||
      (target.matches(".row, .event") && target.querySelector("details"));
    if (details) details.open = true;
  };
  addEventListener("hashchange", reveal);
  reveal();

  // Open and close all passages.
  for (const tools of all("[data-toggle]")) {
    const button = tools.querySelector("button");
    const open = button.textContent;
    const lists = () => all("main details");
    if (lists().length < 2) continue;
    let opened = false;
    tools.hidden = false;
    button.addEventListener("click", () => {
      opened = !opened;
      for (const details of lists()) details.open = opened;
      button.textContent = opened ? button.dataset.close : open;
    });
  }

  // Paper shows everything.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all("details:not([open])");
    for (const details of closed) details.open = true;
  });
  addEventListener("afterprint", () => { for (const details of closed) details.open = false; });

  // Copy what stands before the button.
  for (const tools of all("[data-copy]")) {
    if (!navigator.clipboard) continue;
    const button = tools.querySelector("button");
    tools.hidden = false;
    button.addEventListener("click", async () => {
      const words = tools.previousElementSibling.textContent.replace(/\s+/g, " ").trim();
      try { await navigator.clipboard.writeText(words); } catch { return; }
      button.textContent = button.dataset.done;
    });
  }

  // The timeline by actor, kind and status, kept in the address; its drawings follow.
  const carry = () => { for (const a of all("a[data-carry]")) a.search = location.search; };
  carry();
  for (const form of all("[data-filter]")) {
    const fields = all("select", form);
    const [actor, kind, status] = fields;
    const kinds = Object.fromEntries([...actor.options].map((o) => [o.value, o.dataset.kind]));
    const events = all(".event[data-status]");
    const drawn = all("[data-of]").map((a) =>
      [a, a.dataset.of.split(" ").map((id) => document.getElementById(id)), all("rect", a)]);
    const given = new URLSearchParams(location.search);
    for (const field of fields) {
      const value = given.get(field.name) || "";
      // What was chosen on another page of the timeline may not occur on this one.
      if (![...field.options].some((o) => o.value === value)) field.add(new Option(value, value));
      field.value = value;
    }
    const apply = () => {
      let shown = 0;
      for (const event of events) {
        const those = event.dataset.actors.split(" ");
        const fits = (!actor.value || those.includes(actor.value)) &&
          (!kind.value || those.some((id) => kinds[id] === kind.value)) &&
          (!status.value || event.dataset.status === status.value);
        event.hidden = !fits;
        shown += fits;
      }
      for (const section of all(".section")) {
        const count = all(".event:not([hidden])", section).length;
        section.hidden = !count;
        const jump = document.querySelector(`.jump [href="#${section.id}"]`);
        if (!jump) continue;
        jump.parentElement.hidden = !count;
        for (const part of jump.nextElementSibling.children) part.textContent = part.textContent.replace(/^\D*[\d.,\s]*\d/, count);
      }
      for (const [a, of, [whole, part]] of drawn) {
        const left = of.filter((event) => !event.hidden).length / of.length;
        a.toggleAttribute("hidden", !part && !left);
        if (!part) continue;
        const height = whole.getAttribute("height") * left;
        part.setAttribute("height", height);
        part.setAttribute("y", whole.y.baseVal.value + whole.height.baseVal.value - height);
      }
      form.querySelector("[data-shown]").textContent = shown;
      const button = form.querySelector("button");
      const chosen = fields.some((field) => field.value);
      if (!chosen && button === document.activeElement) actor.focus();
      button.hidden = !chosen;
      form.nextElementSibling.hidden = shown > 0;
    };
    const changed = () => {
      apply();
      const query = new URLSearchParams(fields.filter((f) => f.value).map((f) => [f.name, f.value]));
      // Opened from disk, some browsers keep the address as it is.
      try { history.replaceState(null, "", location.pathname + (`${query}` && `?${query}`) + location.hash); } catch { return; }
      carry();
    };
    form.addEventListener("change", changed);
    form.addEventListener("reset", () => setTimeout(changed));
    // A link to an event that is filtered out shows it.
    addEventListener("hashchange", () => {
      if (document.getElementById(location.hash.slice(1))?.closest("[hidden]")) form.reset();
    });
    form.hidden = false;
    apply();
  }

  // Tables that sort by a column.
  for (const table of all("table[data-sortable]")) {
    const body = table.tBodies[0];
    if (body.rows.length < 2) continue;
    const value = (row, index) => row.cells[index].dataset.value ?? row.cells[index].textContent.trim();
    const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
    [...table.tHead.rows[0].cells].forEach((head, index) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const before = head.getAttribute("aria-sort");
        // Numbers are asked for from the top.
        const down = before ? before === "ascending" : head.classList.contains("number");
        for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const rows = [...body.rows].sort((a, b) => compare(value(a, index), value(b, index)));
        body.append(...(down ? rows.reverse() : rows));
      });
    });
  }

  // Drawings of the network: who is pointed at stands out with its relations.
  for (const net of all(".net[role=group]")) {
    const links = all("a", net);
    const ends = (a) => a.dataset.ends.split(" ");
    const light = (link) => {
      const near = new Set(link ? ends(link) : []);
      const [own, other] = near;
      const on = links.filter((a) => a === link || (!other && ends(a)[1] && ends(a).includes(own)));
      for (const a of on) ends(a).forEach(near.add, near);
      net.classList.toggle("lit", !!link);
      for (const a of links)
        a.classList.toggle("on", on.includes(a) || (!ends(a)[1] && near.has(...ends(a))));
    };
    // Not at the drawing itself: a listener for focus would make it a stop of the keyboard.
    const figure = net.closest("figure");
    for (const kind of ["pointerover", "focusin"])
      figure.addEventListener(kind, (event) => light(event.target.closest("[data-ends]")));
    for (const kind of ["pointerleave", "focusout"]) figure.addEventListener(kind, () => light());

    const box = net.closest(".scroll"), tools = box?.previousElementSibling;
    if (!tools) continue;
    const { width, height } = net.viewBox.baseVal;
    let zoom = 1, from;
    const to = (wanted, x = box.clientWidth / 2, y = box.clientHeight / 2) => {
      const old = zoom;
      zoom = Math.min(8, Math.max(Math.min(1, box.clientWidth / width), wanted || 1));
      net.setAttribute("width", width * zoom);
      net.setAttribute("height", height * zoom);
      // Type keeps its size: there is room for more names.
      net.setAttribute("font-size", 12 / Math.max(1, zoom));
      net.dataset.level = zoom < 2 ? 1 : zoom < 4 ? 2 : 4;
      box.classList.toggle("zoomed", zoom > 1);
      const left = wanted ? (box.scrollLeft + x) * zoom / old - x : (width - box.clientWidth) / 2;
      box.scrollTo(left, (box.scrollTop + y) * zoom / old - y);
    };
    tools.hidden = false;
    for (const button of all("button", tools)) button.onclick = () => to(zoom * button.dataset.by);
    box.onkeydown = (event) => {
      const by = { "+": 2, "-": 0.5, 0: 0 }[event.key];
      if (by !== undefined && !event.ctrlKey && !event.metaKey) to(zoom * by);
    };
    box.addEventListener("wheel", (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      const at = box.getBoundingClientRect();
      to(zoom * 2 ** (-event.deltaY / 200), event.clientX - at.x, event.clientY - at.y);
    }, { passive: false });
    // Fingers scroll by themselves, and past the end the page.
    box.onpointerdown = (event) => { from = event; };
    box.onpointermove = (event) => {
      if (!from || !event.buttons || event.pointerType === "touch") return;
      const x = from.clientX - event.clientX, y = from.clientY - event.clientY;
      if (Math.hypot(x, y) < 4) return;
      box.setPointerCapture(event.pointerId); // What is dragged is not clicked.
      box.scrollBy(x, y);
      from = event;
    };
    box.ondragstart = () => false;
    to(0);
  }
})();

// Search. Its index stands in scripts: nothing else can be read from disk.
(() => {
  const [opener, box] = document.querySelectorAll("[data-search]");
  if (!box?.showModal) return;
  const part = (name, of = box) => of.querySelector(name);
  const root = new URL("../", document.currentScript.src), input = part("input"), status = part("[role=status]");
  const loaded = {};
  let index, given, timer, turn = 0;

  window.dossierSearch = (data) => { given = data; };
  const load = (name) => loaded[name] ??= new Promise((done, fail) => {
    document.head.append(Object.assign(document.createElement("script"), {
      src: `${root}search/${name}.js`, onload: () => done(given), onerror: () => fail(delete loaded[name]),
    }));
  });

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
    const item = part("template").content.cloneNode(true), link = part("a", item);
    link.href = root + href;
    link.lastElementChild.lang = texts[3] ?? "";
    [...link.children].forEach((child, i) => {
      for (const piece of (texts[i] ?? "").split(RegExp(`(${index.word})`, "u"))) {
        const place = fits.some((fit) => fit.test(fold(piece))) ? child.appendChild(document.createElement("mark")) : child;
        place.append(piece);
      }
    });
    return item;
  };

  const search = async (mine) => {
    index ??= await load("index");
    const starts = [...new Set(input.value.match(RegExp(index.word, "gu"))?.map(fold))].slice(0, index.most);
    const fits = starts.map((start) => RegExp("^" + start.replace(/n/g, "[nñ]")));
    const [first = [], ...others] = await Promise.all(starts.map(holders));
    const hits = [...first].filter((hit) => others.every((found) => found.has(hit))).sort((a, b) => b - a);
    let sum = 0;
    const draw = await Promise.all(index.kinds.map(async ([kind, size, most, ...fields]) => {
      const all = [...new Set(fields.flatMap((field) => hits.flatMap((hit) => hit % 8 === field ? hit >> 3 : [])))];
      const records = await Promise.all(all.slice(0, most).map(async (n) => (await load(`${kind}-${n / size | 0}`))[n % size]));
      sum += all.length;
      return () => {
        const section = part(`[data-kind=${kind}]`), [count, more] = section.querySelectorAll("h2 span, p span");
        section.hidden = !all[0];
        count.textContent = all.length;
        part("ol", section).replaceChildren(...records.map((record) => line(record, fits)));
        more.textContent = all.length - most;
        more.parentNode.hidden = all.length <= most;
      };
    }));
    if (mine !== turn) return;
    draw.forEach((show) => show());
    status.textContent = fits[0] ? sum ? `${status.dataset.some} ${sum}` : status.dataset.none : "";
  };
  const run = () => search(++turn).catch(() => { status.textContent = status.dataset.failed; });

  input.oninput = () => { clearTimeout(timer); timer = setTimeout(run, 120); };
  box.onclick = (event) => { if (event.target.closest("a, button")) box.close(); };
  box.onkeydown = async (event) => {
    const stops = [input, ...box.querySelectorAll("li a")], at = stops.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (to >= 0) { event.preventDefault(); stops[to]?.focus(); }
    if (event.key !== "Enter" || at || event.isComposing) return;
    clearTimeout(timer);
    await run();
    part("li a")?.click();
  };
  const open = () => { box.showModal(); input.select(); };
  addEventListener("keydown", (event) => {
    if (event.key !== (event.ctrlKey || event.metaKey ? "k" : "/") || event.altKey || event.target.closest("input, select, textarea")) return;
    event.preventDefault();
    open();
  });
  box.closedBy = "any";
  opener.onclick = open;
  opener.dataset.search = "ready";
  // Cards: what a link leads to. Their words come in small scripts, loaded when first wanted.
  (({ src, dataset }) => {
    const root = new URL("../", src).href;
    const cards = {};
    const box = document.createElement("aside");
    let link, soon, late;
    window.dossierCards = (some) => Object.assign(cards, some);
    const hide = () => { clearTimeout(soon); link = null; box.remove(); };
    const show = (key) => {
      const [label, name, words, lang = ""] = cards[key] ?? [];
      if (!label && !name) return;
      box.replaceChildren(...Object.entries({ label, name, words }).map(([className, textContent]) =>
        Object.assign(document.createElement("p"), { className, textContent, lang, dir: "auto" })));
      box.className = words && !name ? "card quoted" : "card";
      box.ariaHidden = "true"; // The same is one click away.
      document.body.append(box);
      const at = link.getBoundingClientRect();
      const high = box.offsetHeight + 6;
      const top = at.bottom + high > innerHeight && at.top > high ? at.top - high : at.bottom + 6;
      box.style.top = `${top + scrollY}px`;
      box.style.left = `${Math.max(8, Math.min(at.left, innerWidth - box.offsetWidth - 24))}px`;
    };
    const load = (key, a) => {
      if (cards[key]) return show(key);
      const sum = [...key].reduce((n, letter) => (n * 31 + letter.charCodeAt()) % 65521, 0);
      const src = `${root}previews/${sum % dataset.cards}.js`; // As assemble/previews.py.
      const onload = () => { if (a === link) show(key); };
      document.head.append(Object.assign(document.createElement("script"), { src, onload }));
    };
    const look = ({ target, type, pointerType }) => {
      if (pointerType === "touch" || (type === "focusin" && !target.matches(":focus-visible"))) return;
      const a = target.closest("main a[href]:not(:is(.inside, .entries, .lines, .source-head, nav) a)");
      const key = a?.href.split?.(root)[1]?.replace("/index.html", "");
      clearTimeout(late);
      if (/^(actors|sources)\/[^/#]+(#passage-.+)?$/.test(key)) {
        if (a === link) return;
        hide();
        link = a;
        soon = setTimeout(load, 300, key, a);
      } else if (!box.contains(target) && link !== document.activeElement) {
        late = setTimeout(hide, box.isConnected ? 250 : 0); // Time to reach the card.
      }
    };
    addEventListener("pointerover", look);
    addEventListener("focusin", look);
    addEventListener("click", hide);
    addEventListener("keydown", ({ key }) => { if (key === "Escape") hide(); });
  })(document.currentScript);
})();
