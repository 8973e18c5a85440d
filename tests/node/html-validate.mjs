// The rules of html-validate for built pages: all that it recommends, with these exceptions.
export default {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // The templates write it in lower case; both are the same to a browser.
    "doctype-style": ["error", { style: "lowercase" }],
    // A title is the author's, and a source's title is quoted: neither is cut.
    "long-title": "off",
    // A <pre> that scrolls sideways is itself the named stop from which a keyboard scrolls it.
    "prefer-native-element": ["error", { exclude: ["region"] }],
    // White space of the templates, which no reader sees.
    "no-trailing-whitespace": "off",
    // On a narrow screen the stylesheet shows the table of coverage as a list; browsers then forget
    // the roles of its parts unless they are written out.
    "no-redundant-role": "off",
    // The search fills the link in its <template> with words. axe sees to it that a link has a name.
    "wcag/h30": "off",
    // The filter of the timeline follows each choice at once: there is nothing to submit.
    "wcag/h32": "off",
  },
};
