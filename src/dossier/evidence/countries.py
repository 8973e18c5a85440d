"""Countries, and some cities, by the names that English and Spanish have for them: "USA", "EE. UU.", "Moscú".

States that have a seat in the United Nations, those that passports are issued for, and places with
registers of companies of their own, without a word on who is a state rightly; a name that a part of the world has too (Georgia) counts as the country.
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
uzbekistan|vatican holy_see vaticano santa_sede|venezuela|vietnam viet_nam|yemen|zambia|zimbabwe zimbabue|antigua antigua_and_barbuda
antigua_y_barbuda|kiribati|marshall_islands islas_marshall|micronesia|nauru|palau palaos|saint_kitts_and_nevis
st_kitts_and_nevis st_kitts saint_kitts san_cristobal_y_nieves|saint_lucia st_lucia santa_lucia
|saint_vincent_and_the_grenadines st_vincent_and_the_grenadines saint_vincent st_vincent san_vicente_y_las_granadinas
|samoa|san_marino|sao_tome_and_principe santo_tome_y_principe|solomon_islands islas_salomon|tonga|tuvalu|vanuatu
|anguilla anguila|aruba|bermuda bermudas|british_virgin_islands bvi islas_virgenes_britanicas|cayman_islands
the_cayman_islands cayman islas_caiman|cook_islands islas_cook|curacao|gibraltar|greenland groenlandia|guernsey|hong_kong
|isle_of_man isla_de_man|jersey|macau macao|puerto_rico|turks_and_caicos turks_and_caicos_islands
islas_turcas_y_caicos|west_bank the_west_bank cisjordania|gaza gaza_strip franja_de_gaza|soviet_union
ussr union_sovietica urss|yugoslavia|czechoslovakia checoslovaquia|east_germany gdr alemania_oriental rda
"""
_COUNTRIES = {
    tuple(name.split("_")): names[0]
    for names in (entry.split() for entry in _NAMES.split("|"))
    for name in names
}

_WITHIN = {
    "hong_kong": "china", "macau": "china", "puerto_rico": "united_states", "west_bank": "palestine",
    "gaza": "palestine",
}  # fmt: skip
"""What is told as a place of its own, and as part of another."""
_CITY_NAMES = """
beijing peking pekin|mumbai bombay|kyiv kiev|saint_petersburg st_petersburg leningrad petrograd san_petersburgo
leningrado|ho_chi_minh_city saigon ciudad_ho_chi_minh|yangon rangoon|kolkata calcutta calcuta|the_hague hague den_haag la_haya
|mexico_city ciudad_de_mexico cdmx distrito_federal mexico_df df|new_york new_york_city nyc nueva_york|london londres
|moscow moscu|geneva ginebra|brussels bruselas|vienna viena|havana la_habana|istanbul estambul|jerusalem jerusalen
|cairo el_cairo|warsaw varsovia|prague praga|athens atenas|lisbon lisboa|copenhagen copenhague|stockholm estocolmo
|berne bern berna|zurich zuerich|milan milano|turin torino|naples napoli napoles|rome roma|venice venezia venecia|florence firenze
florencia|munich munchen|cologne koln colonia|marseille marseilles marsella|antwerp antwerpen amberes|belgrade beograd
belgrado|bucharest bucarest|tehran teheran|baghdad bagdad|damascus damasco|algiers argel
|new_delhi nueva_delhi|seoul seul|tokyo tokio|philadelphia filadelfia|cape_town ciudad_del_cabo
|johannesburg johannesburgo|panama_city ciudad_de_panama|guatemala_city ciudad_de_guatemala|odesa odessa|lviv lvov
|kharkiv kharkov|gdansk danzig|bratislava pressburg|chisinau kishinev
"""
_CITIES = {
    tuple(name.split("_")): names[0]
    for names in (entry.split() for entry in _CITY_NAMES.split("|"))
    for name in names
}
"""Cities that go by several names, in two languages or in two times."""


GONE = frozenset(("soviet_union", "yugoslavia", "czechoslovakia", "east_germany"))
"""Of what lay in them, all is in another country now."""


def country(words: Sequence[str]) -> str | None:
    """The first name in the list above of the country that folded words are a name of, whole; else None."""
    return _COUNTRIES.get(tuple(words))


def around(country: str) -> frozenset[str]:
    """The countries that a country may be told as: itself, and the one that it is held to be part of."""
    return frozenset((country, _WITHIN.get(country, country)))


def city(words: Sequence[str]) -> tuple[str, ...]:
    """The words of a city's first name in the list above; those themselves of any other."""
    name = _CITIES.get(tuple(words))
    return tuple(name.split("_")) if name else tuple(words)
