// Shows what is wrong with the content above the page of a preview, while the last good site stays.
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
