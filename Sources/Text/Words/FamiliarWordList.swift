/// Words that most ten-year-old readers of English know, in their base forms, written for Starling theme by theme.
extension FamiliarWords {
  static let list = """
    mat     a an the this that these those some any no none every each either neither both all half many much more most few
    less least little lot lots enough several other others another such same own else
    i me my mine myself you your yours yourself yourselves he him his himself she her hers herself it its itself we
    us our ours ourselves they them their theirs themselves who whom whose what which when where why how whoever
    whatever whenever wherever someone somebody something somewhere anyone anybody anything anywhere everyone
    everybody everything everywhere nobody nothing nowhere one ones oneself
    am is are was were be been being do does did done doing have has had having can could will would shall should
    may might must ought need let
    and or but so if then than because though although while until till unless since as yet nor for from of to in on
    at by with without within about above across after against along among around before behind below beneath beside
    besides between beyond down during except inside into like near off onto out outside over past round through
    throughout toward towards under underneath up upon via
    not never always often sometimes seldom again soon now today tonight tomorrow yesterday once twice ago already
    still just only even ever also too very quite rather almost nearly maybe perhaps really away back here there
    ahead apart aside together alone forever hello hi bye goodbye yes please thanks thank okay ok oh ah hey wow ha
    hurrah
    zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million first second
    third fourth fifth sixth seventh eighth ninth tenth dozen pair couple double single quarter number count add
    plus minus sum total
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december day days daily week weekly weekend month year yearly hour minute moment morning noon
    afternoon evening night midnight spring summer autumn fall winter season birthday holiday christmas easter
    thanksgiving clock watch calendar date time early late later latest sooner
    man men woman women boy girl child children kid baby mother father mom mommy mama mum dad daddy papa parent
    brother sister son daughter uncle aunt cousin grandmother grandfather grandma grandpa granny husband wife bride
    family friend neighbor neighbour guest stranger people person folk folks crowd lady gentleman king queen prince
    princess lord knight giant dwarf fairy witch ghost angel devil god hero enemy
    teacher pupil student doctor nurse dentist farmer baker butcher cook driver sailor soldier captain officer
    police policeman fireman mailman postman clerk judge lawyer mayor president governor worker workman builder
    carpenter painter singer dancer actor artist writer reader player runner rider winner loser leader helper owner
    boss chief servant maid thief robber cowboy indian pilot barber miller tailor shoemaker shepherd hunter
    fisherman
    body head hair face forehead eye eyebrow eyelash ear nose mouth lip tooth teeth tongue chin cheek neck throat
    shoulder arm elbow wrist hand finger thumb nail chest breast belly stomach waist hip leg knee ankle foot feet
    toe heel skin bone blood heart brain lung muscle beard whisker fist lap voice breath tear sweat
    house home room bedroom bathroom kitchen hall cellar attic porch yard garden garage barn stable shed fence gate
    door doorway window wall floor ceiling roof chimney stair stairs step upstairs downstairs corner furniture table
    chair bench stool sofa couch bed cradle pillow blanket sheet quilt mattress carpet rug curtain lamp candle light
    shelf closet cupboard drawer desk mirror picture frame stove oven fireplace sink tub bath shower toilet towel
    soap brush comb broom mop bucket pail basket box bag sack trunk suitcase key lock bell telephone phone radio
    television tv computer
    food eat meal breakfast lunch dinner supper picnic feast bread toast butter jam jelly honey sugar salt pepper
    flour egg milk cream cheese meat beef pork ham bacon sausage chicken turkey fish soup stew sauce salad sandwich
    potato tomato carrot onion bean pea corn cabbage lettuce pumpkin mushroom rice cereal oatmeal oat pie cake
    cookie cracker bun roll pancake doughnut candy chocolate ice icecream pudding fruit apple pear peach plum cherry
    grape orange lemon banana berry strawberry raspberry blackberry blueberry melon watermelon nut peanut walnut
    raisin tea coffee cocoa juice water lemonade wine beer drink thirst thirsty hunger hungry taste sweet sour
    bitter salty spoon fork knife plate dish bowl cup glass mug bottle jar pot pan kettle pitcher napkin tablecloth
    tray bite chew swallow lick bake boil fry roast mix stir pour slice peel
    dress shirt skirt pants trousers coat jacket sweater vest suit tie belt button pocket collar sleeve apron hat
    cap bonnet hood scarf glove mitten shoe boot slipper sandal sock stocking lace ribbon ring necklace bracelet pin
    jewel clothes clothing cloth cotton wool silk leather thread needle sew knit wear worn wash iron patch rag
    dog puppy cat kitten kitty horse pony colt donkey mule cow bull calf ox oxen pig hog sheep lamb goat hen rooster
    chick duck duckling goose geese pigeon dove bird robin sparrow crow owl eagle hawk parrot swan rabbit bunny
    mouse mice rat squirrel fox wolf bear deer lion tiger elephant monkey camel zebra giraffe kangaroo snake turtle
    frog toad lizard alligator whale shark seal bee wasp ant fly mosquito bug insect spider butterfly moth worm
    snail caterpillar beetle nest cage feather wing tail paw claw hoof horn fur beak animal beast pet creature zoo
    tree branch twig leaf leaves root bark bush grass weed flower rose daisy lily violet tulip seed bulb stem bud
    blossom vine hay straw wheat oak pine maple elm forest wood woods jungle field meadow pasture farm orchard hill
    mountain valley cliff cave rock stone pebble sand dirt mud dust soil clay ground earth land island shore beach
    coast sea ocean lake river stream creek brook pond pool waterfall wave tide bay harbor harbour desert path trail
    road street avenue lane highway bridge tunnel sidewalk
    sky sun moon star cloud rain raindrop rainbow snow snowball snowflake snowman frost hail fog mist wind breeze
    storm thunder lightning weather air heat cold hot warm cool freeze frozen melt sunny rainy windy cloudy snowy
    stormy sunshine sunrise sunset sunlight moonlight shadow shade dark darkness bright daylight dawn world north
    south east west northern southern eastern western
    red blue green yellow purple pink brown black white gray grey gold golden silver color colour paint pale
    big large huge great small tiny short tall long high low wide narrow broad thick thin fat slim deep shallow
    heavy square flat straight curved crooked sharp dull smooth rough soft hard hollow solid wet dry damp dirty
    clean neat tidy messy new old young ancient modern fresh stale ripe raw full empty open shut closed loud quiet
    silent noisy fast quick slow swift sudden strong weak brave afraid scared bold shy proud humble kind mean cruel
    gentle nice pretty beautiful lovely handsome ugly cute plain fancy rich poor cheap dear free busy lazy tired
    sleepy awake sick ill well healthy hurt sore blind deaf lame dead alive safe dangerous wild tame happy glad
    merry jolly cheerful gay sad sorry unhappy angry mad cross upset lonely lucky unlucky funny silly foolish stupid
    wise clever smart honest true false real right wrong good better best bad worse worst fine perfect wonderful
    terrible awful horrible strange odd queer usual common rare special different alike equal easy simple difficult
    important main whole entire complete ready able sure certain possible impossible careful careless fair unfair
    polite rude selfish friendly grateful thankful helpful useful useless ashamed jealous curious eager anxious
    nervous calm patient
    go goes going gone went come came coming walk run ran jump hop skip leap climb crawl creep dance swim dive float
    sail row ride rode ridden drive drove driven flew flown travel arrive leave left enter exit return follow lead
    led chase race rush hurry wander rest stop start begin began begun stay remain wait move pass turn twist spin
    slide slip fell fallen drop trip stand stood sit sat lie lay kneel bend lean stretch reach
    get got gotten give gave given take took taken bring brought carry hold held keep kept put set laid place hang
    hung lift raise lower push pull drag draw drew drawn throw threw thrown toss catch caught kick hit strike struck
    knock beat tap touch feel felt rub scratch squeeze press pinch tickle hug kiss shake shook clap point grab
    snatch steal stole stolen hide hid hidden seek find found lose lost miss search look see saw seen stare peek
    peep notice show shown hear heard listen smell sniff
    say said says tell told talk speak spoke spoken ask answer call cry shout yell scream whisper sing sang sung
    song hum laugh smile grin giggle weep sob sigh groan moan cough sneeze snore yawn breathe blow blew blown
    whistle
    think thought know knew known learn teach taught read write wrote written spell study remember forget forgot
    forgotten understand understood meant believe guess wonder wish hope dream plan decide choose chose chosen pick
    want love hate enjoy fear care worry trouble mind agree promise trust
    make made build built cut tore torn break broke broken crack smash crush split burn burnt bury dig dug plant
    grow grew grown feed fed gather collect mow plow plough rake sow harvest fix mend repair untie fasten fold wrap
    pack unpack fill cover uncover close unlock join fit match sort mark print copy paste glue tape hammer screw
    measure weigh
    buy bought sell sold pay paid cost spend spent save owe borrow lend lent earn trade money cash coin penny
    pennies nickel dime dollar cent bill price store shop market sale bank purse wallet work job business office
    factory mill company
    play game toy doll ball bat kite top block puzzle card checkers marble swing seesaw playground park party
    present gift surprise fun joke trick magic circus clown parade band drum trumpet fiddle violin piano guitar
    music tune movie theater story tale book page paper pencil pen ink crayon chalk eraser ruler blackboard notebook
    letter envelope stamp mail post note word sentence line name alphabet language english question lesson test
    school class classroom grade college library arithmetic history science map globe
    car automobile auto truck bus train railroad railway engine wagon cart carriage sled sleigh bicycle bike
    tricycle wheel tire boat ship canoe raft airplane plane airport jet rocket helicopter station ticket journey
    passenger traffic signal brake seat
    town city village country state nation building church temple hospital hotel inn castle palace tower cabin hut
    tent cottage apartment jail prison court law flag army navy war battle fight fought gun bullet arrow bow sword
    spear shield bomb shoot shot kill die died death dying peace win won prize team score goal
    tool axe ax shovel spade hoe ladder rope string chain wire hook pole stick board log lumber brick cement steel
    metal copper tin coal oil gas gasoline rubber wax machine motor pump pipe hose fan
    thing stuff part piece bit side end bottom middle center edge front beginning way shape size form circle spot
    hole bunch group pile stack heap list
    aboard accept accident ache act address admire adventure advice afford age aid aim alarm allow amount amuse
    anger apply appear argue arrest attack attempt attend attention avoid
    bare bargain base basement beg behave belong bet bind bless blink bloom blush boast bother bounce brag brand
    brief bubble bump bundle burst
    camp camera case cause celebrate chance change charge charm chat check cheer chip choice claim clear click club
    coach comfort command complain connect contain continue control correct courage course crash crazy crown cure
    curl custom customer
    damage danger dare deal decorate deed delay deliver describe deserve desire destroy differ direct disappear
    discover discuss dot doubt drain drip drown dump duty dwell
    ease effort elect electric elevator email emergency escape event evil exact examine example excellent excite
    excited exciting excuse exercise expect expensive explain explode express extra
    fact fade fail faint faith fame famous favor favorite favourite fault fellow fever figure final finally finish
    fire flame flash flavor flood flow fond fool force forgive fortune forward freedom friendship fright frighten
    frown fuel future
    gain gang gaze general glance glory glow grace grand grant greed greet grip grove guard guide guilty
    habit handle handy happen happiness hardly harm haste heaven height hell help hint hire hobby holy honor honour
    horror host human
    idea imagine improve inch information injure insist instead interest interested interesting invent invite item
    joy junk
    keen kingdom knot knowledge
    label lack last leak length level liberty lid life lives limb limit liquid load loaf loose loss
    manage manner marry mask mass master matter meet met member memory mention mess message mile mistake model
    motion mount museum mystery
    nature natural naughty nerve news newspaper next noise normal
    obey object offer opinion order ordinary organ outdoor outdoors
    package paddle pain palm pardon partner pat pause perform perfume period permit pest photo photograph pint pity
    planet plastic pleasant pleasure plenty poem poet poison popular pound powder power powerful practice practise
    praise pray prayer prepare pretend prevent pride private problem produce program project proper protect prove
    public punch punish pure
    quart quarrel quit
    rack rail ranch range rate reason receive recess recipe record refuse regular relative remark remind remove rent
    reply report require rescue respect result reward rhyme riddle rinse rise risen risk roar rob robe rod romp rot
    route royal ruin rule rust
    safety sample scale scare scatter scene scissors scold scout scrap scrub seam secret seem seize self send sent
    sense separate serve service settle share shell shelter shine shone shock shove sight sign silence sir skate
    skill slap slave sleep slept slope sly smoke snack snap soak social somehow soul sound space spare spark speech
    speed spill spirit spit splash spoil sport spread stage stain steady steam steep stuck stiff sting stitch stock
    strength strict strip stripe stroke stubborn stumble subject succeed success suck suddenly suffer suggest supply
    support suppose surface surround swamp swear sweep swept swell switch system
    tag talent tank task tease telegram temper term threat throne tight tile tip title tone torch tough tour track
    trap trash treasure treat trial truth try tried tries tug twin type
    umbrella undress uniform union unite upper upward use used user usually
    vacation value van vegetable verse vessel view visit visitor volunteer vote voyage
    wade wag wage wake woke ward warn waste wealth weapon wed weight welcome whip width willing wink wipe wisdom
    wooden worth wreck
    yarn youth zone
    online website internet video text app screen password web link file
    everyday anyway anyhow anymore afterward afterwards altogether bedtime birthplace bookcase boyhood cannot
    childhood classmate daytime downtown driveway dugout earthquake eyelid fireworks football baseball basketball
    softball firewood flashlight goodness grandchild grandson granddaughter grandstand grasshopper grown-up haircut
    halfway hallway handkerchief handwriting headache homework homesick household housework indoors indoor keyboard
    ladybug lifetime lighthouse lunchtime mailbox meantime meanwhile newborn nickname nighttime otherwise overcoat
    overhead overnight playmate popcorn sailboat schoolhouse seaside shortcut someday sometime springtime steamboat
    storekeeper storybook streetcar summertime sunflower teacup teapot teaspoon tablespoon textbook tiptoe
    toothbrush toothpaste underwear uphill downhill waterproof weekday windmill woodpecker woodwork
    won't can't don't doesn't didn't isn't aren't wasn't weren't haven't hasn't hadn't wouldn't couldn't shouldn't
    i'm i've i'd i'll you're you've you'd you'll he's he'd he'll she's she'd she'll it's it'll we're we've we'd
    we'll they're they've they'd they'll that's there's here's what's who's where's how's let's o'clock
    american america england france french germany german italy spain spanish mexico mexican canada china chinese
    japan africa europe washington
    """
}
