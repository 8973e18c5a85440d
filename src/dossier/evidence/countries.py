"""Countries by the names that English and Spanish have for them: "USA", "EE. UU.", "Estados Unidos".

States that have a seat in the United Nations and those that passports are issued for, without a word on
who is one rightly; a name that a part of the world has too (Georgia) counts as the country.
"""

from __future__ import annotations

from collections.abc import Sequence

_NAMES = """
afghanistan afganistan|albania|algeria argelia|andorra|angola|argentina|armenia|australia|austria|azerbaijan
azerbaiyan|bahamas the_bahamas las_bahamas|bahrain barein|bangladesh|barbados|belarus bielorrusia|belgium belgica
|belize belice|benin|bhutan butan|bolivia|bosnia bosnia_and_herzegovina bosnia_y_herzegovina
bosnia_herzegovina|botswana botsuana|brazil brasil|brunei|bulgaria|burkina_faso|burundi|cambodia camboya|cameroon camerun|canada
|cape_verde cabo_verde|central_african_republic car republica_centroafricana|chad|chile|china prc
peoples_republic_of_china republica_popular_china|colombia|comoros comoras|costa_rica|croatia croacia|cuba|cyprus chipre|czech_republic
czechia republica_checa chequia|democratic_republic_of_the_congo democratic_republic_of_congo dr_congo drc
republica_democratica_del_congo rdc|denmark dinamarca|djibouti yibuti|dominica|dominican_republic republica_dominicana|east_timor timor_leste timor_oriental
|ecuador|egypt egipto|el_salvador|equatorial_guinea guinea_ecuatorial|eritrea|estonia|eswatini swaziland
suazilandia|ethiopia etiopia|fiji fiyi|finland finlandia|france francia|gabon|gambia the_gambia|georgia|germany alemania
federal_republic_of_germany|ghana|greece grecia|grenada granada|guatemala|guinea|guinea_bissau|guyana|haiti|honduras|hungary
hungria|iceland islandia|india|indonesia|iran islamic_republic_of_iran|iraq irak|ireland irlanda
republic_of_ireland|israel|italy italia|ivory_coast cote_divoire costa_de_marfil|jamaica|japan japon|jordan
jordania|kazakhstan kazajistan kazajstan|kenya kenia|kosovo|kuwait|kyrgyzstan kirguistan|laos|latvia
letonia|lebanon libano el_libano|lesotho lesoto|liberia|libya libia|liechtenstein|lithuania lituania|luxembourg luxemburgo|madagascar|malawi
malaui|malaysia malasia|maldives maldivas|mali|malta|mauritania|mauritius mauricio|mexico mejico|moldova moldavia|monaco|mongolia|montenegro|morocco
marruecos|mozambique|myanmar burma birmania|namibia|nepal|netherlands the_netherlands holland paises_bajos holanda|new_zealand
nueva_zelanda nueva_zelandia|nicaragua|niger|nigeria|north_korea dprk corea_del_norte|north_macedonia
macedonia macedonia_del_norte|norway noruega|oman|pakistan|palestine palestina|panama|papua_new_guinea papua_nueva_guinea|paraguay|peru|philippines the_philippines
filipinas|poland polonia|portugal|qatar catar|republic_of_the_congo congo_brazzaville|romania rumania|russia russian_federation
rusia federacion_rusa|rwanda ruanda|saudi_arabia arabia_saudita arabia_saudi|senegal|serbia|seychelles|sierra_leone sierra_leona|singapore singapur
|slovakia eslovaquia|slovenia eslovenia|somalia|south_africa sudafrica|south_korea republic_of_korea korea corea
corea_del_sur|south_sudan sudan_del_sur|spain espana|sri_lanka|sudan|suriname surinam|sweden suecia|switzerland
suiza|syria siria|taiwan|tajikistan tayikistan|tanzania|thailand tailandia|togo|trinidad_and_tobago trinidad_y_tobago|tunisia
tunez|turkey turkiye turquia|turkmenistan|uganda|ukraine ucrania|united_arab_emirates uae emiratos_arabes_unidos
eau|united_kingdom uk great_britain britain gran_bretana reino_unido gb|united_states usa us
united_states_of_america the_united_states estados_unidos estados_unidos_de_america eeuu ee_uu america|uruguay|uzbekistan
uzbekistan|vatican holy_see vaticano santa_sede|venezuela|vietnam viet_nam|yemen|zambia|zimbabwe zimbabue|soviet_union
ussr union_sovietica urss|yugoslavia|czechoslovakia checoslovaquia|east_germany gdr alemania_oriental rda
"""
_COUNTRIES = {
    tuple(name.split("_")): names[0]
    for names in (entry.split() for entry in _NAMES.split("|"))
    for name in names
}


GONE = frozenset(("soviet_union", "yugoslavia", "czechoslovakia", "east_germany"))
"""Of what lay in them, all is in another country now."""


def country(words: Sequence[str]) -> str | None:
    """The first name in the list above of the country that folded words are a name of, whole; else None."""
    return _COUNTRIES.get(tuple(words))
