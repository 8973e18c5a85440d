"""Given names that are one: short forms and transliterations, each line the variants of a name.

General vocabulary for names that differ in more than the spelling variants of `spelling.sound`. Only
pairs that newspapers use for the same person; "Jack" for John is left out, as most Jacks are not.
"""

from __future__ import annotations

from dossier.link.words import word_set

# Names that, in nearly every country, only women have or only men; not "Andrea", "Jean", "Nicola", "Kim".
OF_WOMEN = word_set(
    "abigail adriana agnes agnieszka aicha aisha alejandra alexandra alice alicia alison amanda amelia amina ana anastasia "
    "angela anita ann anna anne annette antonia astrid barbara beatrice beatriz birgit brigitte camila carla carmen carolina caroline "
    "caterina catherine cecilia celestine celine charlotte chiara christina christine clara claudia concepcion cristina daniela "
    "deborah diana dolores dorothy elena elisabeth elizabeth ella ellen elsa emily emma erika esther eva evelyn fatima fatma "
    "fiona florence francesca frances gabriela galina georgina gloria greta hanna hannah heather helen helena hillary "
    "ingrid irene irina isabel isabella ivana jacqueline jane janet jennifer joanna johanna josefina judith julia julie "
    "karin katarina kate katherine kathleen khadija laura leila lidia linda lisa lucia lucy ludmila luisa lydia magdalena "
    "margaret margarita margit marguerite maria marie marina marta martha mary matilde maureen melania melissa mercedes michelle "
    "mirjana monica monika nadia nancy natalia natasha nathalie nicole nina nora olga pamela patricia paula pauline penelope "
    "pilar rachel rebecca renata rocio rosa rosaura ruth sabine sandra sara sarah silvia sofia sonia sophie stephanie "
    "susan susana svetlana sylvia sylvie tabitha tamara tatiana teresa theresa ursula valentina valerie vanessa vera veronica "
    "deirdre edith eleanor eleonora ethel gertrude harriet ines consuelo esperanza aminata fatou maryam ingeborg rosalind siobhan "
    "victoria virginia viviana wendy ximena yolanda yvonne zainab zeynep"
)
OF_MEN = word_set(
    "abdul adam ahmed alan albert alberto alejandro alexander alfonso alfredo ali andres andrew antonio anthony antoine arthur "
    "barack benjamin bernard bernardo boris brendan brian bruno carl carlos charles christopher cristian daniel david dennis "
    "diego dmitry dominic donald edgar edmund eduardo edward emilio emmanuel enrique eric ernesto esteban eugene felipe felix "
    "fernando francois frank frederick gabriel george georges gerald gerard gerhard giorgi giovanni giuseppe gonzalo gordon greg "
    "guillermo gunther gustavo hans hassan hector heinrich henri henry hernan hugo hugh hussein ibrahim ignacio igor ivan jack jacob "
    "jacques jaime james javier jeffrey jeremy jerome jesus joaquin joe john jonathan jorge jose joseph juan jurgen karl keith "
    "kenneth kevin khalid klaus kurt leonard leonardo leopold lorenzo louis luca lucas ludwig luigi luis manuel marc marcel marco "
    "marcos mario mark martin matthew mauricio max michael miguel mikhail mohamed mohammed muhammad mustafa nathan neil nicholas "
    "nikolai nestor oliver omar oscar oswald otto pablo paolo patrick paul pavel pedro peter philip philippe pierre rafael "
    "ralph ramon raymond rene ricardo richard robert roberto rodrigo roger roland ronald ruben rudolf salvador samuel santiago "
    "sebastian sergei sergio simon stefan stephen steven teofilo thomas timothy tobias tom umberto vicente victor vincent "
    "anders bjorn bojan dragan goran henrik jens lars magnus nils ole piers plamen radoslav rupert slobodan sven zoran "
    "vladimir walter werner wilfredo wilhelm william xavier yusuf "
    "attila bruce dave garba geza gyula ilya jake joshua kolya luke mike moussa musa mustapha wayne yahya zakaria"
)
OF_BOTH = word_set(
    "andrea daniele elia felice gabriele isa issa michele mika misha nicola nikita sacha sasha simone camille claude dominique jean kim"
)
"""Names of women in one country and of men in another, which end as most names of women do, or otherwise."""

_VARIANTS = """
alexander aleksandr alexandr oleksandr alex sasha
alexei alexey aleksei aleksey alexej
andrew andy drew
andrei andrey andrej andrii
anthony tony
benjamin ben
charles charlie chuck
christopher chris
daniel dan danny
david dave
dmitry dmitri dmitriy dmitrii dima
donald don
douglas doug
edward ed eddie ted teddy
elizabeth liz beth
eugene evgeny evgeni evgenii yevgeny yevgeni yevgeniy
francisco paco pancho
frederick fred freddy
fyodor fedor
gregory greg
henry harry
ignacio nacho
igor ihor
jacob jake
james jim jimmy jamie
jeffrey jeff geoffrey geoff
jennifer jen jenny
jesus chuy
johannes johan hans
joseph joe joey
jose pepe
jonathan jon
katherine kathryn catherine kate kathy
kenneth ken kenny
lawrence laurence larry
manuel manolo
margaret maggie meg
matthew matt
michael mike mick
mikhail michail
natalia natalya nataliya
nicholas nick nicolas
nikolai nikolay mykola
oleg oleh
pamela pam
patrick pat paddy
peter pete
pyotr petr piotr
philip phil phillip
raymond ray
rebecca becky
richard rick dick rich
robert rob bob bobby
roberto beto
ronald ron ronnie
samuel sam sammy
sergei sergey serhii
stephen steven steve
susan sue
theodore ted teddy
thomas tom tommy
timothy tim
valery valeri valeriy
vasily vasiliy vasyl
victor viktor
vincent vince
vladimir volodymyr
walter walt
william will bill billy
yuri yury iurii yuriy
zachary zach zack
abdullah abdallah abdulla
ahmad ahmed
ali aly
amin ameen
faisal faysal feisal
fahd fahad
hamid hameed hamed
hasan hassan
hussein husain hussain husayn hossein
ibrahim ebrahim
ismail ismael esmail
jamal gamal
karim kareem
khalid khaled
khalifa khaleefa khalifah
mahmoud mahmud
majid majed maged
marwan merwan
muhammad mohammad mohammed mohamed muhammed muhamad mohamad
mustafa moustafa mustapha
nasser nasir naser nassir
omar umar
osama usama
othman uthman osman
rashid rasheed rachid
said saeed saed sayeed
saif seif sayf
saleh salih
sulaiman suleiman soliman sulayman
tariq tarek tarik tareq
walid waleed oualid
yahya yehia
youssef yusuf yousef yusef yousuf
zayed zaid zayd
"""

_BY_NAME: dict[str, frozenset[str]] = {}
for _line in _VARIANTS.split("\n"):
    _names = frozenset(_line.split())
    for _name in _names:
        _BY_NAME[_name] = _BY_NAME.get(_name, frozenset()) | _names


def variants(given_name: str) -> frozenset[str]:
    """The other forms of a given name, in small letters; none for a name without any."""
    low = given_name.lower()
    return _BY_NAME.get(low, frozenset()) - {low}
