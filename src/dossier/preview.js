// Shows what is wrong with the content above the page of a preview, while the last good site stays,
// and stripes the links that rest on a rule which the author has not confirmed (`dossier review`).
// Appended by `dossier serve` to the script that reloads pages; never part of a published site.
(function () {
  "use strict";
  fetch("/problems.json", { cache: "no-store" })
    .then(function (answer) { return answer.json(); })
    .then(function (problems) {
      if (!problems.length) return;
      var box = document.createElement("aside");
      box.id = "dossier-problems";
      box.setAttribute("role", "status");
      box.setAttribute("aria-label", "Problems of the content");
      // Set one by one: the page's Content-Security-Policy allows no style attribute.
      var look = {
        position: "sticky", top: "0", zIndex: "1000", maxHeight: "50vh", overflow: "auto",
        padding: "0.75rem 1rem", background: "#fff4e5", color: "#201408",
        borderBottom: "3px solid #a33000", font: "14px/1.45 ui-monospace, monospace",
        whiteSpace: "pre-wrap"
      };
      Object.keys(look).forEach(function (key) { box.style[key] = look[key]; });
      box.textContent = problems.join("\n");
      document.body.insertBefore(box, document.body.firstChild);
    })
    .catch(function () { /* the server is gone; the reload script says so */ });
})();
(function () {
  "use strict";
  var why = {
    "short-form": "a part of a name whose whole stands in the same source",
    "place-guard": "a word that is a place's name as well, with nothing beside it that says which"
  };
  // Of passages and full texts: `dossier review` asks about these, not about prose.
  var passages = ["figure[id] blockquote", ".fulltext"];
  var chosen = [];
  passages.forEach(function (passage) {
    Object.keys(why).forEach(function (rule) {
      chosen.push(passage + " a.actor[data-rule='" + rule + "']");
    });
  });
  document.querySelectorAll(chosen.join(", ")).forEach(function (link) {
    link.style.backgroundImage = "repeating-linear-gradient(135deg, transparent 0 4px," +
      " color-mix(in srgb, currentColor 24%, transparent) 4px 7px)";
    link.title = "Not reviewed yet: " + why[link.dataset.rule] + ". `dossier review` settles it.";
  });
})();
