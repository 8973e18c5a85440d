"""Long lists of words that are names as well, or places: common words, family names, regions.

Words are folded (no accents) and lower-case, as in `words`.
"""

from __future__ import annotations

from dossier.link.words import word_set

# Family names that stand first, as in Chinese, Korean and Vietnamese names.
FAMILY_NAMES = word_set(
    "ang au bae bai bao cai cao chan chang chao chen cheng cheong cheung chew chia chiang chin choi chong "
    "chou chow choy chu chua chun chung cui dai dang deng ding do dong du duan fan fang feng fong foo fu "
    "gan gao ge go goh gong gu guan guo ha han hao he heng ho hoang hong hou hu hua huang hui huynh hwang "
    "jang jeon jeong ji jia jiang jin jo jung kang kao khoo kho kim koh kong koo ku kuo kwan kwok kwon lai "
    "lam lao lau law le lee lei leong leung li liang liao lien liew lim lin ling liu lo loh loke loo low "
    "lu lui luo ma mah mai mao meng mo moon na ng ngo nguyen ni nie oh ong ooi pak pan pang park peng "
    "pham phan poon qi qian qiao qin qiu quek ren ryu seah seo shao shen shi shin siew sim sin so soh son "
    "song su sun sung tam tan tang tao tay teh teng teo teoh thong tian ting to toh tong tran tsai tse "
    "tseng tu voon vu wan wang wee wei wen wong woo wu xia xiang xiao xie xin xing xiong xu xue yam yan "
    "yang yao yap ye yeo yi yim yin yip yong yoon you yu yuan yue yun yung zeng zhai zhang zhao zheng "
    "zhong zhou zhu zhuang zou"
)
# Common words that are names as well; a capital at the head of a sentence tells nothing of them.
COMMON_WORDS = word_set(
    "abbot angel archer art august bacon baker banks barber barker bass bean bear bell berry best bill "
    "bird bishop black blank bloom blue bond book booth bowler brand bread brook brown buck bull burns "
    "bush butcher butler butter camp card carpenter cash cave chambers chance chase child christian "
    "church clay close cloud coal coin cole cook cooper corner cotton crane craft cross crow crown daily "
    "dale day deal dean deed dell diamond dollar draper drew drum duke eagle earl early east english "
    "faith farmer field finch fish fisher flood flowers flint ford forest fortune fowler fox frank "
    "freed freeman french frost gardener garden gates gay gold golden good grace grant gray green grey "
    "ground grove guest gun hall hand hardy harper hatch hawk hay heath heard hill hood hook hope horn "
    "house hunt hunter joy judge just keen key king kitchen knight lamb land lane large law lay leaf "
    "lily little lock long lord love low lucky maid major man mark marks marsh mason may mayor mercy "
    "might mill miller mills monk moon moore more moss mount nail nice noble north nurse oak page palm "
    "paradise park parks parish patience peace penny piper pitt plain plant pole pond poor pope porter "
    "post potter pound power powers price prince prior prosper quick rain ray read reader real rice rich "
    "rider ring rivers road rob robin rock rose roots rowing rush sage sands sharp shepherd short silver "
    "sims singer sleep small smart smith snow song sparks spice spring star steel stern stone storm "
    "story street strong summer sunny swan sweet swift tailor taylor temple thorn thrush tower towns "
    "tree turner viola violet wade walker wall waller ward waters weaver weeks welcome well wells west "
    "shell visa apple amazon orange target gap oracle nova atlas times guardian mirror independent "
    "wheeler white wild will wills winter wise wolf wood woods worth wren young "
    "alba alegre blanco bravo calle camino campo castillo cruz delgado dolores fuentes gallo guerra "
    "iglesias leon luna luz mar marino mercedes molina montes moreno paz pilar prado reyes rios rojo rojas "
    "rosa rubio santos sol soledad torres valle vega vera vidal"
)
# Countries and states that stand after a town: "Concord, New Hampshire".
REGIONS = frozenset([
    "alabama", "alaska", "arizona", "arkansas", "california", "calif", "colorado", "connecticut",
    "conn", "delaware", "florida", "fla", "georgia", "hawaii", "idaho", "illinois", "indiana",
    "iowa", "kansas", "kentucky", "louisiana", "maine", "maryland", "massachusetts", "mass",
    "michigan", "minnesota", "mississippi", "missouri", "montana", "nebraska", "nevada",
    "new hampshire", "new jersey", "new mexico", "new york", "north carolina", "north dakota",
    "ohio", "oklahoma", "oregon", "pennsylvania", "rhode island", "south carolina", "south dakota",
    "tennessee", "texas", "tex", "utah", "vermont", "virginia", "washington", "west virginia",
    "wisconsin", "wyoming", "ontario", "quebec", "england", "scotland", "wales", "ireland",
    "france", "germany", "spain", "portugal", "italy", "switzerland", "austria", "belgium",
    "netherlands", "denmark", "sweden", "norway", "finland", "poland", "ukraine", "russia",
    "turkey", "greece", "mexico", "guatemala", "honduras", "colombia", "venezuela", "ecuador",
    "peru", "bolivia", "chile", "argentina", "brazil", "cuba", "panama", "egypt", "libya",
    "tunisia", "algeria", "morocco", "sudan", "mali", "niger", "nigeria", "ghana", "kenya", "syria",
    "iraq", "iran", "israel", "lebanon", "jordan", "yemen", "qatar", "india", "pakistan", "china",
    "japan", "korea", "malaysia", "indonesia", "thailand", "vietnam", "philippines", "australia",
    "new zealand", "canada",
])  # fmt: skip
# Those of the United States as news agencies abbreviate them, with a full stop.
STATES = word_set(
    "ala ariz ark calif colo conn del fla ga ill ind kan ky md mass mich minn miss mo mont neb nev okla ore pa "
    "tenn tex va vt wash wis wyo"
)
