{% import "words.html" as words %}
dossierCards({
{% for key, card in view.cards %}
{% set label = [card.label, words.FIDELITY.get(card.fidelity), _("draft, not public") if card.is_marked]|select|join(" · ") %}
{{ key|tojson }}:{{ ([label, card.name, card.words] + ([card.language] if card.language else []))|tojson }},
{% endfor %}
});
