"""Given names that are one: short forms and transliterations, each line the variants of a name.

General vocabulary for names that differ in more than the spelling variants of `spelling.sound`. Only
pairs that newspapers use for the same person; "Jack" for John is left out, as most Jacks are not.
"""

from __future__ import annotations

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
