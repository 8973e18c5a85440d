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

  // The timeline by actor and status, kept in the address.
  for (const form of all("[data-filter]")) {
    const fields = all("select", form);
    const events = all(".event[data-status]");
    const sections = all(".section").filter((section) => section.querySelector(".event"));
    const given = new URLSearchParams(location.search);
    for (const field of fields) {
      const value = given.get(field.name);
      if (value && [...field.options].some((option) => option.value === value)) field.value = value;
    }
    const apply = () => {
      const [actor, status] = ["actor", "status"].map((name) => form.elements[name].value);
      let shown = 0;
      for (const event of events) {
        const fits = (!actor || event.dataset.actors.split(" ").includes(actor)) &&
          (!status || event.dataset.status === status);
        event.hidden = !fits;
        shown += fits;
      }
      for (const section of sections) section.hidden = !section.querySelector(".event:not([hidden])");
      form.querySelector("[data-shown]").textContent = shown;
    };
    form.addEventListener("change", () => {
      apply();
      const query = new URLSearchParams();
      for (const field of fields) if (field.value) query.set(field.name, field.value);
      try {
        history.replaceState(null, "", (query.size ? `?${query}` : location.pathname) + location.hash);
      } catch { /* Opened from disk, some browsers keep the address as it is. */ }
    });
    form.addEventListener("submit", (event) => event.preventDefault());
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
      const key = a?.href.split(root)[1]?.replace("/index.html", "");
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
