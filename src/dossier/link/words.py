"""Words that tell names from what stands around them: titles, head words, cues of place and agency.

General vocabulary of English and Spanish news; nothing here knows a particular dossier. Words are
folded (no accents) and lower-case.
"""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of a line as a set."""
    return frozenset(text.split())


TITLES = word_set(
    "mr mrs ms miss mx dr doctor prof professor sir dame lord lady rev reverend father fr sister "
    "brother bishop archbishop cardinal pope rabbi imam ayatollah sheikh sheik shaykh sultan emir "
    "king queen prince princess president vice premier prime minister deputy secretary senator "
    "congressman congresswoman representative governor mayor councillor councilor chancellor "
    "ambassador consul judge justice magistrate attorney prosecutor lawyer counsel inspector "
    "detective commissioner commander general colonel lieutenant captain major sergeant corporal "
    "admiral marshal officer agent chief chairman chairwoman chair ceo cfo coo cto executive "
    "director manager partner founder owner treasurer auditor accountant banker analyst spokesman "
    "spokeswoman spokesperson journalist reporter editor correspondent columnist economist "
    "administrator superintendent acting interim former ex late then datuk dato seri sri tun puan "
    "encik haji hajji hadji hadj hajj alhaj alhaji mullah maitre tengku don dona senor senora sr sra srta lic licenciado ingeniero presidente "
    "presidenta ministro ministra gobernador gobernadora alcalde alcaldesa juez jueza fiscal padre "
    "obispo comandante capitan coronel teniente sargento jefe directora abogado abogada "
    "diputado diputada senador senadora secretario secretaria capo boss kingpin leader lieutenant "
    "mdm datin puan commandant mariscal cabo mohd muhd staff laureate veteran envoy warlord oligarch tycoon magnate financier billionaire "
    "herr frau monsieur madame mme signor signora mevrouw meneer businessman businesswoman entrepreneur lobbyist whistleblower hacker dealer trader singer actor "
    "actress rapper author writer novelist historian professor activist dissident fugitive"
)
# Behind the name of a lawyer, a member of parliament, one with an order or a degree; in capitals.
POST_NOMINALS = word_set(
    "sc kc qc jp mp mps mep msp mla mpp tdd mbe obe cbe kbe dbe kcmg cmg md phd esq jd rn cpa"
)
# The same of judges, as law reports have it.
OF_THE_BENCH = ("J", "JA", "AJA", "CJ", "ACJ", "DCJ", "JP", "DJP", "AJ", "LJ")
SUFFIXES = word_set("jr sr junior senior ii iii iv hijo")
NAME_PARTICLES = word_set(
    "de del la las los el al bin ben ibn bint abu abd abdul van von der den ter ten te zu zum da "
    "das do dos di du le"
)
FATHERS = word_set("bin ibn bint binti abdul abd")
"""Before a father's name, by which nobody is called alone."""
ARTICLES = word_set("the los las la el")
HEADS = word_set(
    "cartel cartels carteles group groups grupo company companies compania corporation corp inc ltd "
    "llc llp plc gmbh ag sa nv bv spa pte bhd sdn berhad co cie bank banks banco fund funds fondo "
    "holding holdings investment investments capital partners partnership industries international "
    "institute institution institutions organization organisation organizacion organizations "
    "organisations agency agencies agencia authority office bureau ministry ministerio commission "
    "comision committee council board department departamento directorate direccion service services "
    "family families familia clan clans gang gangs banda faction factions faccion brigade brigades "
    "brigada battalion battalions batallon militia militias milicia army ejercito front frente legion "
    "movement movimiento party partido union league association asociacion foundation fundacion "
    "trust security logistics midstream energy petroleum airlines shipping brothers hermanos "
    "newspaper times news post journal university college club federation alliance network "
    "administration"
)
SMALL_TITLES = word_set("don dona fray sor")
"""Titles that belong to a name, and that Spanish writes in small letters: "don Evaristo"."""
SMALL_BEGINNINGS = NAME_PARTICLES | HEADS | SMALL_TITLES | {"of"}
"""Words that a name may begin with in small letters."""
LEGAL_FORMS = word_set(
    "corp corporation inc incorporated ltd limited llc llp lp plc gmbh ag kg kgaa sa sab sapi sas sasu sarl "
    "srl sl slu se nv bv spa oy oyj ab asa aps ltda pte bhd sdn berhad pjsc ojsc jsc co cie company "
    "pty limitada kft zrt spzoo eood ood tbk aps ehf eurl sarlu snc"
)
# Before the name, in capitals: "OOO Volga Trade".
FORMS_BEFORE = word_set("ooo oao zao pao tov jsc pjsc ojsc sarl")
# Of letters that make words and surnames too, and so only in capitals or with dots.
SHOUTED_LEGAL_FORMS = word_set(
    "ad cc ead as saa sac eirl scrl fze fzco dmcc ooo oao zao pao tov doo sro uab"
)
# What a firm has behind the name of who founded it, and behind "and".
FIRM_ENDINGS = word_set(
    "associates partners sons co company asociados socios hijos hermanos cia compania fils freres sohne filhos figli"
)
# Between the names of a firm.
AND = word_set("and y e et und")
# Heads of groups in other languages.
OTHER_HEADS = {
    "group": ("grupo", "groupe"), "bank": ("banco", "banque"), "brigade": ("brigada",),
    "army": ("ejercito",), "front": ("frente",), "movement": ("movimiento",), "family": ("familia",),
    "fund": ("fondo",), "company": ("compania",), "party": ("partido",),
}  # fmt: skip
SAME_LEGAL_FORM = {
    "corporation": "corp", "limited": "ltd", "company": "co", "cie": "co", "incorporated": "inc",
}  # fmt: skip
# Heads of groups that may stand before or behind the name: "Sinaloa Cartel", "cartel de Sinaloa".
TERRITORIAL_HEADS = word_set(
    "cartel cartels carteles clan brigade brigada battalion batallon militia milicia army ejercito "
    "front frente legion movement movimiento gang banda group grupo family familia bank banco"
)
# Words that may begin a sentence with a capital and are no part of the name after them.
OPENERS = word_set(
    "a an the this that these those his her its their our my your he she it they we i you who whom "
    "whose which what when where while why how and or but nor so yet if as at by for from in into of "
    "off on onto out over than to under up upon with within without after before since until till "
    "whether let dear hello thanks please yes oh well christmas easter ramadan during through throughout across against among around between behind below beside beyond near "
    "besides aside amid alongside following including given thanks toward towards about above along despite except like per via not no only even also still just "
    "both either neither each every all any some most many few several one two three four five six "
    "seven eight nine ten last next first second third another other such same then there here now "
    "today yesterday tomorrow later earlier soon recently meanwhile however moreover instead indeed "
    "wherever whenever whoever whatever whichever whereas thus hence therefore furthermore otherwise "
    "likewise similarly afterwards thereafter elsewhere usually rarely hardly barely nearly almost quite rather too "
    "very much more less least away back down up out apart neither nobody nothing everyone everybody everything "
    "somebody someone something anybody anyone anything none "
    "perhaps maybe nevertheless nonetheless though although because once again ever never always "
    "often sometimes according asked said says told added called known named did does do has have had "
    "is are was were be been will would can could may might must shall should unlike inside outside "
    "remind request urge encourage invite recommend instruct ask tell add thank direct designate delist redaccion foto fotos "
    "analysis opinion exclusive update watch read see photo photos video editorial profile interview "
    "january february march april june july august september october november december monday "
    "tuesday wednesday thursday friday saturday sunday spring summer autumn winter "
    "un una unos unas el la los las lo este esta estos estas ese esa eso su sus mi y o u e pero ni si "
    "como a ante bajo con contra de del desde durante en entre hacia hasta para por segun sin sobre "
    "tras no ya aun tambien cuando donde mientras quien que cual cuyo al despues antes luego ayer hoy "
    "manana segun dijo dice anadio ademas asi aunque porque pues sin embargo ninguno nadie nada todo "
    "entonces todavia nunca siempre jamas tampoco quizas quiza tal tales cada ambos ambas varios varias algun alguno "
    "alguna algunos algunas ningun cuanto ahora aqui alli incluso solo segundo primero finalmente mediante salvo "
    "toda todos todas otro otra otros otras mas menos muy es"
)
DEMONYMS = word_set(
    "roman american british english scottish welsh irish french german austrian swiss dutch belgian spanish "
    "portuguese italian greek turkish russian ukrainian polish czech slovak hungarian romanian "
    "bulgarian serbian croatian swedish norwegian danish finnish icelandic estonian latvian lithuanian "
    "mexican colombian venezuelan brazilian argentine argentinian chilean peruvian ecuadorian bolivian "
    "cuban guatemalan honduran salvadoran nicaraguan panamanian canadian australian chinese japanese "
    "korean vietnamese thai malaysian singaporean indonesian filipino philippine indian pakistani "
    "afghan iranian iraqi syrian lebanese israeli palestinian jordanian saudi emirati qatari kuwaiti "
    "yemeni egyptian libyan tunisian algerian moroccan sudanese ethiopian kenyan nigerian ghanaian "
    "albanian kosovar bosnian macedonian slovenian moldovan georgian armenian azerbaijani kazakh uzbek "
    "cypriot maltese angolan mozambican congolese rwandan ugandan somali malian ivorian senegalese "
    "cameroonian chadian zimbabwean namibian bahraini omani burmese cambodian nepali bangladeshi "
    "mongolian taiwanese uruguayan paraguayan dominican haitian jamaican flemish bavarian sicilian "
    "calabrian neapolitan belarusian chechen crimean lebanese roma romani basque catalan kurdish tuareg european african asian arab western eastern northern southern central us uk eu un"
)
DIRECTIONS = word_set(
    "north south east west northern southern eastern western central northwest northeast southwest "
    "southeast northwestern northeastern southwestern southeastern upper lower inner outer rural "
    "downtown coastal inland greater nearby neighbouring neighboring norte sur este oeste"
)
# Of a place, but as well of somebody who rules or owns there: "the Touadera government".
INSTITUTION_NOUNS = word_set(
    "people inhabitants residents villagers police government congress legislature prison hospital "
    "university wall market area areas part parts capital governor governors mayor mayors map"
)
# Months that are names as well, and what stands before them.
MONTHS = word_set("may march april june august")
BEFORE_MONTHS = word_set(
    "in since by early mid late until till of last this next from before after during"
)
# Titles that every person may have, and no organisation.
COURTESY = word_set(
    "mr mrs ms miss mx dr herr frau monsieur madame mme signor signora mevrouw meneer senor senora sr "
    "sra don dona judge justice mayor professor president minister senator governor general colonel captain"
)
# Titles that are said with the name from the first time on.
BENCH = word_set(
    "judge justice magistrate mayor inspector detective sergeant juez jueza alcalde alcaldesa"
)
# Titles by which one is told from others of the same surname, once they stood with the whole name.
OFFICES = BENCH | word_set(
    "governor gobernador gobernadora president presidente presidenta senator senador senadora minister ministro "
    "ministra prosecutor fiscal bishop obispo general colonel coronel captain capitan commander comandante "
    "congressman congresswoman diputado diputada chancellor sheikh emir sultan king queen prince princess"
)
# Before a title: not the one who holds the office.
OTHER_OFFICE = word_set(
    "former then late ex vice deputy acting interim for as next new future entonces antiguo antigua nuevo nueva"
)
# Behind "hijo", which then is no part of the name.
OF_SONS = word_set("de del mayor menor unico adoptivo natural legitimo y e")
# Who has an office that is named behind "de" or "of": "el exconsejero de Fomento".
OFFICE_HOLDERS = TITLES | word_set(
    "consejero consejera delegado delegada viceministro viceministra subsecretario subsecretaria titular jefa "
    "concejal concejala edil comisario comisaria portavoz vocal magistrado magistrada coordinador coordinadora "
    "procurador procuradora responsable encargado encargada head"
)
# What an office is of, as it stands directly before who has it: "la ministra de Hacienda Ana Ruiz".
DEPARTMENTS = word_set(
    "justicia hacienda seguridad interior defensa economia salud sanidad educacion trabajo fomento transporte transportes "
    "publica publicas publico publicos exteriores estado gobernacion finanzas turismo cultura agricultura energia ambiente "
    "vivienda justice finance defence defense health affairs state"
)
# What somebody is told of with "de" at the head of a sentence: "Retrato de Ana Ruiz".
TOLD_OF = word_set(
    "retrato viuda viudo hijo hija hermano hermana esposa esposo amigo amiga abogado abogada padre madre nieto nieta caso "
    "detencion captura muerte asesinato juicio carta declaracion defensa biografia perfil"
)
# What ends the name of an office or a court, before the name of who holds it.
OFFICE_ENDS = word_set(
    "nacional supremo federal superior provincial constitucional regional general court police staff "
    "branch division unit"
)
# What is called after people.
BUILDINGS = word_set(
    "house hall park square tower towers building stadium arena college school museum castle avenue "
    "bridge hotel centre center prize award lecture award memorial library theatre theater chapel "
    "chair professorship scholarship fellowship reserve star plaza platz strasse straat calle avenida field gardens cup"
)
# The same, in small letters before the name.
CALLED_AFTER_PERSONS = word_set(
    "ship vessel tanker freighter trawler reefer ferry tug yacht schooner frigate buque barco carguero "
    "petrolero pesquero remolcador yate goleta fragata muelle calle avenida plaza paseo puente estadio "
    "hospital aeropuerto teatro polideportivo"
)
# Before the name of somebody or something.
CALLED = word_set("called named christened llamado llamada bautizado bautizada")
# What bears a name and is nobody.
THINGS_WITH_NAMES = word_set(
    "boat boats ship vessel tanker freighter trawler ferry yacht schooner frigate submarine aircraft plane horse racehorse "
    "mare dog cat parrot novel song film movie album poem play painting barco buque yate lancha avion caballo yegua perro "
    "perra gato novela cancion pelicula poema cuadro"
)
# The same with a capital.
CAMPS = frozenset(
    {
        "Camp",
        "Fort",
        "Port",
        "Mount",
        "Lake",
        "Cape",
        "Hotel",
        "Hospital",
        "Villa",
        "Villas",
        "Ciudad",
        "Puerto",
    }
)
# The same of shops and the like.
SHOPS = word_set(
    "panaderia pasteleria carniceria ferreteria farmacia libreria papeleria zapateria peluqueria relojeria joyeria fruteria "
    "taller restaurante restaurant cafeteria cantina bar hotel hostal posada colegio escuela instituto clinica gimnasio "
    "boulangerie boucherie pharmacie librairie backerei apotheke panetteria farmacia"
)
# Of a company, not of a person with its name.
BUSINESS_NOUNS = word_set(
    "chief boss chairman chairwoman ceo founder shares share stock board executives employees investors spokesman spokeswoman headquarters "
    "devices customers management subsidiary subsidiaries shareholders filings filing earnings revenue "
    "revenues products lab labs offices staff laboratory accounts scandal collapse fraud group deal "
    "fund funds money officials insiders lawyers auditors machines machine analyzer software"
)
# Places that Spanish names without "de": "el mar Cantábrico", "la colonia Roma".
QUARTERS = word_set("barrio barriada colonia ciudadela urbanizacion fraccionamiento vereda")
NAMED_PLACES = QUARTERS | word_set(
    "mar oceano golfo bahia lago laguna rio isla estrecho cordillera volcan"
)
# Spanish verbs that stand before their subject at the head of a sentence, which a list of names must not hold.
SPANISH_OPENERS = word_set(
    "dijo dijeron llego llegaron llegara hablo hablaron hablara murio murieron nego negaron declaro declararon aseguro afirmo "
    "explico anuncio anunciaron confirmo respondio pidio pidieron exigio acuso denuncio salio salieron volvio volvera "
    "regreso cayo huyo huyeron firmo firmara pago compro vendio vino vinieron fue fueron gano perdio renuncio asistio "
    "intervino caso cae caen excepto asi detienen capturan extraditan asesinan muere mueren acusan acusa buscan "
    "hallan piden exigen niegan liberan sentencian condenan vinculan ligan confirman rechaza rechazan ordenan revelan"
)
# Small words that tell Spanish from English, where a word such as "a" is of both.
OF_SPANISH = word_set(
    "el la los las de del al que y en un una por con para se su sus lo le les es fue era como pero segun ante tras desde hasta"
)
OF_ENGLISH = word_set(
    "the of and to in is was were are on with his her he she it that for by from at as who had has have not be been an"
)
# The last word before the name of somebody who is only called like another.
TOLD_APART = word_set(
    "another different unrelated otro otra namesake namesakes tocayo tocaya homonimo homonima called llamado llamada llama"
)
# All who have one surname.
FAMILY = word_set(
    "family families brothers sisters siblings children twins couple household dynasty familia hermanos hermanas "
    "esposos gemelos dinastia"
)
# What only a firm has.
SHARES = word_set("shares share stock shareholders")
# Honorifics that stand in names of places and things, as in "Seri Perdana".
HONORIFICS = word_set("seri sri dato datuk tun san santa saint")
OTHER_THINGS = word_set(
    "opera operas overture symphony song songs aria arias music concerto sonata melody novel novels "
    "poem poems poetry painting paintings sculpture portrait tune tunes opus recital festival "
    "football soccer baseball basketball"
)
# Abbreviated with a full stop that ends no sentence.
ABBREVIATED = word_set(
    "mr mrs ms dr prof rev fr st sr sra srta lic ing gen col lt sgt capt cmdr maj adm hon gov sen rep "
    "messrs no vs"
)
GENERATIONS = word_set("other younger elder older viejo vieja joven")
FEMALE = word_set(
    "mrs ms miss mme madame frau signora mevrouw madam dona senora sra srta lady dame queen princess sister mother wife widow "
    "daughter aunt niece grandmother girlfriend actress hermana esposa viuda hija madre mujer"
)
KIN = word_set(
    "sister mother wife widow daughter aunt niece grandmother brother father husband son uncle nephew "
    "grandfather cousin grandson granddaughter twin hermana hermano esposa esposo viuda viudo hija hijo "
    "madre padre mujer marido tio tia sobrino sobrina primo prima"
)
MALE = word_set(
    "mr herr monsieur signor meneer sir lord don senor sr king prince brother father husband son uncle nephew grandfather "
    "boyfriend actor hermano esposo marido hijo padre"
)
PLACE_NOUNS = word_set(
    "state states province region city town village municipality municipalities district county "
    "department capital governor governors mayor mayors port harbour harbor coast coastline area areas "
    "part parts nature river valley lake island mountain mountains hills border borders frontier street "
    "streets road highway airport station territory territories map suburb suburbs outskirts "
    "neighbourhood neighborhood countryside people inhabitants residents villagers police government "
    "congress legislature prison hospital university wall market bay gulf sea shore mount plains "
    "governorate borough sultanate emirate kingdom commune parish gobierno congreso policia fiscalia universidad autonoma poblacion habitantes vecinos sierra zona "
    "municipios estados canton barrio comarca estado provincia ciudad pueblo municipio region capital gobernador gobernadora alcalde costa rio "
    "bridge bridges dam canal cafe cafes puente puentes valle isla puerto frontera carretera mar golfo bahia lago laguna aguas colonia ciudadela urbanizacion"
)
SETTLEMENTS = word_set(
    "governorate borough sultanate emirate kingdom commune parish prefecture canton river rio town towns city cities village villages state states province provinces region "
    "regions municipality municipalities port island islands district districts county counties "
    "capital hamlet settlement suburb spit peninsula cape headland desert oasis plateau steppe junction "
    "valley lake bay resort ciudad ciudades pueblo pueblos estado estados provincia provincias isla "
    "puerto municipio municipios departamento departamentos region regiones"
)
ENTERING_VERBS = word_set("fled entered entering enters visited visiting occupied entraron visito")
DONE_TO_GROUPS = word_set(
    "commanded commands founded founding joined joining financed funded finances hired sanctioned "
    "tolerated armed accused blamed paid fought fighting defeated infiltrated leads led lead"
)
PAST_VERBS = word_set(
    "is was were himself herself "
    "knew told made met left spoke thought wrote went came saw stood put set let became kept fell "
    "got felt found drove flew rose sat threw drew rode swore met led"
)
PLACE_PREPOSITIONS = word_set("in near across throughout outside inside around within en")
MOTION_VERBS = word_set(
    "sent deployed transferred fled flee travel travels travelled traveled drove drive drives moved move flew fly came come "
    "returned return went go goes sailed walked marched advanced shipped road highway flight flights "
    "train bus truck trucks route kilometres kilometers km miles born native arrived arrive north "
    "south east west camino ruta rumbo viajo llego fue regreso huyo"
)
# Nouns of belonging: "shares in X", "a stake in X" are not places.
INTEREST_NOUNS = word_set(
    "share shares stake stakes interest interests invest invested investing investment investments "
    "confidence trust faith stock holding holdings role post position job jobs career desk account "
    "accounts director directors shareholder shareholders investor investors"
)
GROUP_NOUNS = word_set(
    "cartel cartels carteles clan gang group faction militia brigade men gunmen fighters members "
    "leaders leader boss bosses chief chiefs commander commanders founder operatives lieutenants "
    "column columns convoy troops soldiers mercenaries contractors recruits veterans forces fighter "
    "commanders operative patrol patrols tattoo logo "
    "cells cell members spokesman "
    "fraud case scandal trial affair probe investigation inquiry bribery lawsuit bankruptcy collapse "
    "contract contracts accounts indictment leak leaks emails scheme"
)
BELONGING = word_set(
    "members member leaders leader leadership faction factions boss bosses head heads chief founder "
    "founders fighters gunmen men rivals rival allies ally enemies enemy wing arm ranks remnants "
    "lieutenant lieutenants commander commanders cell cells operatives miembros lider lideres jefe"
)
ALLIANCE = word_set(
    "partnership alliance war deal deals pact merger talks agreement truce fight fighting conflict "
    "battle feud ties link links contract contracts loyal sided allied joined join joining rivals rival "
    "versus vs negotiations negotiating negotiate contra con alianza guerra pacto"
)
AGENCY_VERBS = word_set(
    "leaves does did do cannot has have had will would can could may might must says said say denied denies deny wants want "
    "wanted needs need needed claims claimed controls controlled control attacked attacks killed sent "
    "sends paid pays pay bought buys buy sold sells sell owns owned own signed agreed agrees refused "
    "refuses offered offers lost loses won wins hired hires moved runs ran fights fought holds held "
    "expects expected plans planned announced reported reports declined took takes gave gives began "
    "begins grew grows agreed filed sued fired appointed issued dijo nego niega quiere necesita "
    "respondio anuncio confirmo oculto compro vendio pago firmo acuso denuncio presento ofrecio pidio "
    "exigio acepto rechazo declaro aseguro afirmo explico sostiene sostuvo asegura afirma controla "
    "controlaba compraba vendia cobraba publico tuvo tiene hizo habia ha financio contrato despidio"
)
