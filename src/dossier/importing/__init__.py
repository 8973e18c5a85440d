"""Taking sources in: a file or a page becomes a full text in `seeds/` and a record to be finished.

`fetch` gets a page that the author named, `formats` tells what a file is and hands it to its reader:
`encodings` for plain text, `read_html` (with `page_text`, `page_metadata`, `page_head` and `json_ld`),
`read_pdf`, `read_bibtex`, `read_bibliography`. What is written by strangers in other forms than plain text is read by `worker`, a
process of its own with limits, which `confine` starts. `shelf` knows what the dossier has already, `propose` chooses excerpts inside the quote
budget, `record` writes the lines of YAML, `take_in` does one thing after the other. Nothing here
guesses: what is not stated is left out, and said to be.
"""
