/// Words that are common in posts, news and shops beyond `FamiliarWords`, in their base forms, written for Starling.
extension CommonWords {
  static let list = """
    pov ci cd saas crm erp roi css js php irl lmk ngl aka fwiw iirc yolo gmt utc cet est pst tl dr tldr eta etc ps pps nb vol ed intl dept approx est min max incl excl tbh afaik ok
    ability absolutely abundance academic academy accent acceptance access accessible accessory accommodate
    accompany accomplish according account accountant accurate achieve achievement acid acknowledge acquire action
    active activity actual actually adapt addition additional adequate adjust admin administration admission admit
    adopt adult advance advanced advantage advertise advertising advise advisor affair affect affordable
    afterthought agency agenda agent aggressive agreement agriculture alert alike align alive allergen allergy
    alliance allow alongside alternative amazing amateur ambassador ambition ambitious amid analysis analyst
    analytics anniversary announce announcement annual anonymous anticipate antique anxiety apartment apologies
    apologize apology apparent apparently appeal appetite applause application applicant appoint appointment
    appreciate appreciation approach appropriate approval approve approximately architect architecture archive area
    arena argument arrange arrangement array arrival article artificial artisan artwork aspect assemble assess
    assessment asset assign assignment assist assistance assistant associate association assume assure athlete
    atmosphere attach attachment attempt attendance attendee attention attitude attract attraction attractive
    auction audience audio audit author authority autograph automatic automatically automate automation available
    average award aware awareness awesome
    bachelor background backpack backstage backup backyard bakery balance balcony ballot bandwidth banner bar
    barbecue barely barista barrier basic basically basis batch battery beat beauty beer behavior behaviour behold
    belief belonging beloved benchmark benefit beverage biology bistro blade blend blog blogger blueprint boost
    boutique bonus booking booklet bookshop bookstore boot booth border boring boundary brainstorm brake brew
    brewery bridge brilliant broadcast brochure broker bubble budget buffet bug builder bundle burden burger burst
    butter buzz buyer bypass
    cabin cable cafe café campaign camper camping campus cancel candidate capability capable capacity capital
    capture carbon career cargo caregiver caring carve cartoon casual catalog catalogue category cater catering
    caution ceiling celebration celebrity cellular ceramic ceremony certificate certification certified chair
    challenge challenging champion championship channel chapter character charity charming chart checklist checkout
    checkup chef chemical chemistry chill choir chorus cinema circumstance cite citizen civic civil claim clarity
    classic classical cleaner cleanup clearance client climate clinic clinical closure cloud clue cluster coaching
    coalition cocktail code coder coffeehouse cohort collaborate collaboration collaborative colleague collection
    collective collector combination combine comeback comedy comfortable commerce commercial commission commit
    commitment committee commodity communicate communication community commute commuter companion compare comparison
    compete competition competitive competitor compile complaint complement completely complex complexity compliance
    compliant complicated compliment component compose composer comprehensive compromise compute concept concern
    concert conclude conclusion concrete condition conduct conference confidence confident configuration configure
    confirm confirmation conflict confuse confusion congrats congratulations congress connection conscious consent
    consequence conservation consider considerable consideration consist consistent consistently constant constantly
    construct construction consult consultant consultation consume consumer contact contactless container
    contemporary content contest context contract contractor contrast contribute contribution contributor
    controversial convenience convenient conversation conversion convert conviction cooking cooperation cooperative
    coordinate coordinator copywriter core corporate correctly correspond council counsel counselor counter couple
    coupon coverage coworker cozy cosy craft crafted craftsman craving creation creative creativity creator credit
    credential crew crisis crisp crispy criteria critic critical critically criticism crop crucial cruise crunch
    crunchy cuisine culture cultural curate curated curator curiosity currency current currently curriculum curry
    cushion cyber cycle cycling cyclist
    dairy dashboard data database deadline dealer debate debt debut decade decent decision declare decline decor
    dedicated dedication deeply default defeat defend defense define definitely definition degree delegate delete
    deliberate delicate delicious delight delighted delightful delivery demand demo democracy democratic demonstrate
    demonstration department departure depend dependable deploy deployment deposit depth derive description design
    designer desktop despite dessert destination detail detailed detect determination determine develop developer
    development device devote diagnosis dial dialogue diet difference digital dignity dinner director directory
    disability discipline discount discovery discussion disease display distance distinct distinctive distribute
    distribution district diverse diversity divide division doc document documentary documentation domain domestic
    dominant donate donation donor download downtime draft drama dramatic dreamer drill driver drone drought due
    durable duration dynamic
    eager earning easily eco economic economical economy ecosystem edit edition editor editorial educate education
    educational educator effect effective effectively efficiency efficient effortless elaborate election electricity
    electronic electronics elegant element elementary eligible eliminate elite elsewhere embed embrace emerge
    emerging emission emotion emotional emphasis employ employee employer employment empower enable enabled
    encounter encourage encouragement endless endorse endure energetic energy enforce engage engagement engineer
    engineering enhance enormous enquiry ensure enterprise entertain entertainment enthusiasm enthusiast
    enthusiastic entirely entrance entrepreneur entry environment environmental episode equality equip equipment
    equity equivalent era error escape especially espresso essay essential essentially establish establishment
    estate estimate etc ethic ethical ethics evaluate evaluation eventually everyday evidence evident evolution
    evolve exactly exam examination exceed excellence exception exceptional exchange excitement exclusive
    exclusively executive exhibit exhibition exist existence existing exit expand expansion expectation expedition
    expense experience experienced experiment experimental expert expertise explanation explore explorer export
    expose exposure expression extend extension extensive extent external extraordinary extreme extremely
    fabric fabulous facility factor faculty fairly fan fantastic farewell fascinating fashion fashionable fatigue
    feature featured federal fee feedback feeling female festival fiber fibre fiction fierce finalist finance
    financial findings fitness flagship flavour flexible flexibility flight flip floral flour fluent focus focused
    foggy follower following footage footprint forecast foreign format former formula forum foster found foundation
    founder founding fragile fragrance framework franchise frankly freelance freelancer freeze freight frequency
    frequent frequently freshly fridge friendly frontline frustrate frustrating frustration fulfill fulfilling
    full-time fully function functional fund funding fundraiser fundraising funk further furthermore fusion
    gadget gallery gamer gaming gap gathering gear gem gender generate generation generous genius genre genuine
    genuinely geography gesture gig giveaway given global globally goodies gorgeous gourmet government gracious
    graduate graduation grain graphic graphics gratitude greenhouse grilled grill grocery gross growth guarantee
    guaranteed guardian guidance guideline guy gym
    hack hackathon handcrafted handful handmade handset happening harbour hardware hashtag harmony harsh hazard
    headline headquarters healing healthcare hearing hectic herb heritage hero hesitate hike hiking hilarious hiring
    historic historical holistic homeless homemade homeowner homepage honestly horizon hospitality hostel hotline
    household housing hub humanity humor humour hurricane hybrid hydrate hype
    ice-cold icon iconic ideal identify identity ignite ignore illegal illness illustrate illustration illustrator
    image imagination immediate immediately immense immigrant impact implement implementation implication import
    impress impression impressive improvement inbox incident include included inclusion inclusive income incoming
    inconvenience incorporate increase increasingly incredible incredibly indeed independent independence index
    indicate individual industrial industry infinite influence influencer inform infrastructure ingredient initial
    initially initiative injury inner innovate innovation innovative innovator input insight inspiration inspire
    inspiring install installation instance instant instantly institute institution instruction instructor
    instrument insurance insurer intact integrate integration integrity intelligence intelligent intend intense
    intention interact interaction interactive interior internal international intern internship interview intimate
    intro introduce introducing introduction intuitive invaluable invest investigate investigation investment
    investor invitation invoice involve involvement irresistible isolate issue
    jazz jewelry jewellery journal journalism journalist journey joyful jumpstart junior justice
    keynote kickoff kickstart kilo kit kitchenware
    laboratory lab labour labor landlord landmark landscape laptop largely laser lately launch laundry layer layout
    leadership leading leaflet league learner learning lease lecture legacy legal legend legendary legislation
    leisure lens lettering liable librarian license licence licensed lifestyle lightweight likely limited limitation
    lineup linen liquid listener listing literacy literally literary literature livestream loan local locally
    location logic logistics logo long-term loved lovingly loyal loyalty luxury lyric
    magazine magical mainly mainstream maintain maintenance major majority maker makeover male mall management
    manager mandatory manual manufacture manufacturer manufacturing margin marine marketing marketplace marathon
    massage massive masterpiece material mathematics maximum mayor meaning meaningful measure measurement mechanic
    mechanical mechanism media medical medicine medium meeting mega melody membership memorable memorial mental
    mention mentor mentoring mentorship menu merch merchandise merchant merge method metric metro microphone migrate
    migration mild milestone military mindful mindset mineral mini minimal minimum minister ministry minor minority
    mission mixture mobile mobility mode moderate moderator modest modify module monetize monitor monthly mood
    moreover mortgage motivate motivation motive mountaineer movement multiple municipal muscle musical musician
    mutual myth
    narrative national native navigate navigation nearby necessarily necessary necessity negative negotiate
    negotiation neighborhood neighbourhood nest network networking neutral newcomer newly newsletter nightlife
    nominate nomination nominee nonprofit noodle notable notebook notification notify notion novel novice nutrition
    nutritious
    obligation observation observe obstacle obtain obvious obviously occasion occasional occasionally occupy occur
    odds offering official officially offline ongoing onsite opener opening openly operate operation operator
    opponent opportunity oppose opposite optimal optimism optimize optimise option optional orchestra organic
    organisation organization organise organize organizer organiser orientation origin original originally outcome
    outfit outlet outline outlook output outreach outstanding overall overcome overlook oversee overtime overview
    overwhelm overwhelming owner ownership
    pace packaging packed pair palette panel panelist panic parcel parental parking parliament participant
    participate participation particular particularly partnership passion passionate passive passport pasta pastry
    patent path patience patio pattern payment peak peer pending pension per perception percent percentage
    perfection perfectly performance performer permanent permission permit persist personal personality personalize
    personalized personally personnel perspective pharmacy phase phenomenon philosophy phrase physical physician
    pickup pilot pioneer pitch pixel pizza placement plague planner planning plant-based platform playful playlist
    plaza pledge plot plug plugin podcast podium poetry policy polish political politician politics poll pollution
    pop pop-up portfolio portion portrait portray position positive possess possibility possibly poster potential
    potentially pottery practical practically practitioner precious precise precisely predict prediction prefer
    preference pregnant preheat premiere premium preparation prescribe prescription presence presentation preserve
    prestigious presumably prevention preview previous previously primarily primary prime principal principle prior
    priority privacy privilege pro proactive probably procedure proceed process processor produce producer product
    production productive productivity profession professional professor profile profit profitable programme
    programmer programming progress progressive promising promo promote promotion prompt proof property proportion
    proposal propose prospect prosper protection protein protest protocol prototype provide provider province
    provision psychology pub publication publicity publicly publish publisher purchase purely purpose pursue puzzle
    qualification qualify qualified quality quantity quarterly query quest queue quickly quiz quota quote
    radical rally random ranking rapid rapidly rare rarely rating ratio reaction readily reader readership
    ready-made reality realistic realise realize really rebel rebuild recall recap receipt recent recently reception
    recipient recognition recognise recognize recommend recommendation reconnect recover recovery recruit recruiter
    recruiting recruitment recycle recycled recycling redesign reduce reduction redefine refer reference referral
    refill refine reflect reflection reform refresh refreshing refreshment refugee refund refurbish regard regarding
    regardless regime region regional register registration regret regularly regulate regulation regulator rehearsal
    reimagine reject relate related relation relationship relax relaxed relaxing release relevant reliability
    reliable relief relieve religion religious reload rely remainder remarkable remember reminder remote remotely
    renew renewable renewal renovate renovation renowned rental reopen repeat replace replacement replay reporter
    repost represent representation representative reputation request requirement research researcher reservation
    reserve reside residence resident residential resilience resilient resist resolution resolve resort resource
    respective respond respondent response responsibility responsible restaurant restock restore restoration
    restrict restriction resume retail retailer retain retention retire retirement retreat retro reunion reuse
    reusable reveal revenue reverse review reviewer revise revival revolution revolutionary rewarding rewrite rhythm
    ride ridiculous rights ring ripple ritual rival roadmap roadshow robot robust rocket role rollout romance
    romantic rookie roommate roster rotate roundup routine router rumor runway rural rye
    sacred sacrifice safely salary salon sanctuary satellite satisfaction satisfied satisfy savings savory savvy
    scan scenario scenic schedule scheme scholar scholarship scoop scope scratch scream screening script scroll
    sculpture seafood sealed seamless seamlessly searchable seasonal seasoned secondary sector secure securely
    security segment select selection self-care seller semester seminar senator senior sensation sensible sensitive
    sensor sentiment sequence serial series serious seriously server session setting settlement setup severe sew
    shareholder shipment shipping shoreline shoutout showcase showdown shower shrink shuttle sibling significant
    significantly silk similar similarly simplicity simplify simply simultaneous sincerely situation sketch skilled
    skincare slogan slot smartphone smoothie sneak sneaker snippet societal society software solar sole solely
    solution solve somewhat songwriter sophisticated soulful source sourdough souvenir spa spacious spam span
    sparkle sparkling speaker specialist specialise specialize specialty species specific specifically specification
    spectacular spectrum speculation spice spicy spiritual split spoiler sponsor sponsored sponsorship spontaneous
    spotlight spouse spray sprint squad stability stable stadium staff stakeholder standard standing standout
    standpoint staple startup statement static statistic statistical statistics status steak stellar stereotype
    sticker stimulate stimulus storage storefront storytelling storyteller strategic strategically strategy streak
    streaming streamline strengthen stress stressful striking stripe strive structural structure struggle studio
    stunning style stylish subscribe subscriber subscription substance substantial substitute suburb successful
    successfully sufficient suitable suite summary summit super superb superior supplement supplier supporter
    supportive supposedly supreme surge surgeon surgery surprising surprisingly surrounding survey survival survive
    survivor suspect suspend sustain sustainability sustainable swap sweater symbol sympathy symphony symptom
    syndrome
    tablet tackle tactic takeaway takeover talented tangible tap target tariff tasting tasty tattoo tax taxi
    teammate teamwork teaser technical technically technician technique technological technology teen teenage
    teenager template temporary tempting tenant tendency tennis tension terminal terms terrace terrific territory
    testimonial testing textile texture thankfully theme theory therapist therapy thermal thesis thorough thoroughly
    thoughtful thread threshold thrill thrilled thriller thrive throwback thus tier timeless timeline timely timing
    tip tissue toast toddler token tolerance toolkit topic topping torque tough tourism tourist tournament toxic
    traceable tracker tradition traditional traditionally trailer trainee trainer training transaction transfer
    transform transformation transition transit translate translation transparency transparent transport
    transportation traveler traveller treatment treaty tremendous trend trending trendy tribe tribute trigger
    tropical truck truly trustworthy tuition tutor tutorial tweak tweet twist typical typically
    ultimate ultimately unable unbelievable unboxing uncover underground undergo undertake underway unexpected
    unfold unfortunately unforgettable unify unique uniquely unity universal universe university unknown unleash
    unlikely unlimited unlock unprecedented unusual unveil upcoming upcycle update upgrade upload upside urban urge
    urgency urgent usage usability useful utility utilize utter
    vaccine vacuum vague valid valuable vanilla variable variant variation variety various vary vast vegan
    vegetarian vehicle vendor venture venue verify version versatile versus veteran viable vibe vibrant vibrate
    victim victory vigorous vintage violence viral virtual virtually virtue visible vision visual visually vital
    vitality vitamin vivid vlog vocal volume voluntary voter voucher vulnerable
    waitlist walkthrough wallpaper wardrobe warehouse warning warranty watercolor wealthy wearable web webinar
    wedding weird wellbeing well-being wellness whatsoever wholesale wholesome whilst wide-ranging widely widespread
    width willingness winery winner wireless wishlist withdraw witness womenswear wonderfully woodland wool workflow
    workforce workout workplace workshop worldwide worrying worthwhile worthy wow writer writing
    yacht yoga youthful yummy zen zest zoom
    ai api apps asap brb bts btw ceo cfo cta cto cv diy dj dm dms dna dvd ev faq faqs fomo fyi gif gps hr html icymi
    id ii iii imo it kpi lgbt lol ml nft ngo omg ootd pc pdf pm pr psa pto q&a qr rsvp rt sdk seo sms sos sql tba
    tbd tbt tgif tldr ux ui url usb vip vpn vr vs wfh wifi wi-fi xl xs xxl am
    ain't gonna gotta wanna kinda y'all cuz cos cheers hooray yay yep nope nah hmm huh oops ouch psst shh ta-da ugh
    uh voila whoa yikes yum aww haha hahaha hurray boo
    autumnal bulb carbs cardio chia chilli churn cider cinnamon clay-fired cobble coil comfy compost conditioner
    confetti cork coriander cotton couch couscous cranberry croissant cupcake custard decaf deck denim detox dough
    drizzle duvet eggplant embroidery enamel enrol enroll falafel fermented fig flannel flatbread floss foam fudge
    garlic garnish ginger gingerbread glaze glow gluten granola gravy grid grind guestbook hazelnut heater hemp
    herbal hibiscus hummus insulation irrigation jeans juicer kale kayak ketchup knead kiln lab-grown lantern latte
    lavender leash lentil lilac loft mango marble marinade marmalade matcha mattress mayo meatball microwave mint
    mocha moisturizer moisturiser mozzarella muffin mulch mustard nacho napkin nectar oatmilk olive omelette oregano
    origami oyster paddle paella paprika parsley parquet pastel pesto pickle pilates pistachio planter plumber
    plumbing plush porcelain porridge pretzel prune puree quinoa radish ramen rhubarb risotto roastery rosemary rosé
    saffron salmon salsa sauna scone serum sesame shampoo shrimp shutter smoked soda sorbet spinach sprout squash
    stitch sushi syrup taco tapas tarragon tart teak thermostat thyme tofu toffee trout truffle tuna turmeric
    upholstery veggie velvet vinegar vinyl waffle walnut whisk whiskey whisky yeast yogurt yoghurt zucchini
    """
}
