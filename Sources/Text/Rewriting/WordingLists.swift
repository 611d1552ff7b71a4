/// What can be said in other words, in English.
enum WordingLists {
  /// Says nothing, or says it in more words than it takes.
  static let wordy = Phrasebook(
    """
    very =
    really =
    actually =
    basically =
    literally =
    simply =
    truly =
    totally =
    absolutely =
    of course =
    needless to say =
    we are excited to announce that =
    we're excited to announce that =
    we are thrilled to announce that =
    we're thrilled to announce that =
    we are delighted to announce that =
    we are proud to announce that =
    we are happy to announce that =
    we are pleased to announce that =
    we're happy to announce that =
    we're proud to announce that =
    we would like to let you know that =
    we just wanted to say that =
    please note that =
    it is important to note that =
    in order to = to
    so as to = to
    due to the fact that = because
    because of the fact that = because
    in spite of the fact that = although
    in the event that = if
    for the purpose of = for
    for the reason that = because
    with regard to = about
    with respect to = about
    in relation to = about
    at this point in time = now
    at the present time = now
    at the moment = now
    in the near future = soon
    on a daily basis = daily
    on a weekly basis = weekly
    on a regular basis = regularly
    a large number of = many
    the majority of = most
    the vast majority of = most
    has the ability to = can
    have the ability to = can
    is able to = can
    are able to = can
    be sure to =
    make sure to =
    don't forget to =
    each and every = every
    first and foremost = first
    """)

  /// Long words with the plain one for each.
  static let plain = Phrasebook(
    """
    utilize = use
    utilise = use
    utilizes = uses
    utilises = uses
    utilizing = using
    utilising = using
    commence = start
    commences = starts
    commencing = starting
    assist = help
    assists = helps
    assistance = help
    obtain = get
    obtains = gets
    receive = get
    receives = gets
    require = need
    requires = needs
    approximately = about
    additionally = also
    furthermore = also
    moreover = also
    nevertheless = still
    consequently = so
    therefore = so
    prior to = before
    demonstrate = show
    demonstrates = shows
    demonstrated = showed
    endeavour = try
    endeavor = try
    ascertain = find out
    individuals = people
    numerous = many
    sufficient = enough
    regarding = about
    participate in = join
    participating in = joining
    opportunity = chance
    opportunities = chances
    anticipate = expect
    anticipated = expected
    immediately = at once
    frequently = often
    expedite = speed up
    in order to = to
    due to the fact that = because
    in the event that = if
    a large number of = many
    the majority of = most
    at this point in time = now
    with regard to = about
    for the purpose of = for
    """)

  /// How an office writes, and how people speak.
  static let stiff = Phrasebook(
    """
    dear customers =
    dear customer =
    we are pleased to inform you that =
    please note that =
    please be advised that =
    furthermore = also
    moreover = also
    additionally = also
    nevertheless = still
    however = but
    therefore = so
    consequently = so
    utilize = use
    utilise = use
    commence = start
    commences = starts
    assist = help
    assistance = help
    obtain = get
    receive = get
    inform = tell
    individuals = people
    numerous = lots of
    regarding = about
    prior to = before
    approximately = about
    sufficient = enough
    we would like to = we'd like to
    we invite you to = come and
    thank you = thanks
    information = info
    greetings = hi
    """)

  /// How people speak, and how an office writes. What stays as it is keeps a shorter entry from matching.
  static let loose = Phrasebook(
    """
    hey everyone =
    hey everybody =
    hey folks =
    hey guys =
    hey there =
    hey friends =
    hey =
    hi everyone =
    hi folks =
    hi all =
    guess what =
    well =
    yay =
    woohoo =
    yep = yes
    yeah = yes
    nope = no
    gonna = going to
    wanna = want to
    gotta = have to
    kinda = somewhat
    sorta = somewhat
    gimme = give me
    lemme = let me
    cuz = because
    lots of = plenty of
    tons of = plenty of
    loads of = plenty of
    a bunch of = several
    a ton of = plenty of
    super = very
    awesome = excellent
    folks = people
    kids = children
    info = information
    thanks to = thanks to
    thanks = thank you
    check out = see
    btw = by the way
    asap = as soon as possible
    tbh = in truth
    fyi = for your information
    pls = please
    plz = please
    thx = thank you
    many thanks = many thanks
    no thanks = no thanks
    """)

  /// Praise that proves nothing: taken out before a noun, made plain where it stands alone.
  static let hype = Phrasebook(
    """
    amazing = good
    incredible = good
    unbelievable = good
    awesome = good
    astonishing = good
    spectacular = good
    sensational = good
    phenomenal = good
    extraordinary = good
    fantastic = good
    fabulous = good
    stunning = good
    magnificent = good
    mind-blowing = good
    jaw-dropping = good
    breathtaking = good
    revolutionary = new
    groundbreaking = new
    game-changing = new
    cutting-edge = new
    state-of-the-art = new
    next-level = new
    world-class = good
    best-in-class = good
    top-notch = good
    unbeatable = good
    unmatched = good
    unrivalled = good
    unrivaled = good
    unparalleled = good
    """)

  /// Only gives force to the words beside it.
  static let force = Phrasebook(
    """
    absolutely =
    totally =
    truly =
    simply =
    literally =
    super =
    insanely =
    incredibly =
    unbelievably =
    amazingly =
    extremely =
    really =
    very =
    so much more = more
    hurry and =
    act now and =
    act fast and =
    don't wait and =
    """)

  /// Orders to buy, said as an offer.
  static let pressing = Phrasebook(
    """
    buy now = buy
    buy yours now = buy yours
    order now = order
    order yours now = order yours
    shop now = shop
    book now = book
    sign up now = sign up
    get yours now = get yours
    get yours today = get yours
    grab yours now = get yours
    grab yours = get yours
    grab yours today = get yours
    grab your = get your
    we are thrilled to announce that =
    we are thrilled to announce = announcing
    we're thrilled to announce that =
    we're thrilled to announce = announcing
    we are excited to announce that =
    we are excited to announce = announcing
    we're excited to announce that =
    we're excited to announce = announcing
    we are thrilled to introduce = introducing
    we're thrilled to introduce = introducing
    we are excited to introduce = introducing
    we're excited to introduce = introducing
    we are proud to announce that =
    we are proud to announce = announcing
    we're proud to announce that =
    we're proud to announce = announcing
    """)

  /// Begins a sentence with a word that only there can be said otherwise.
  static let openers: Set<String> = [
    "however", "therefore", "consequently", "furthermore", "moreover", "additionally", "nevertheless", "greetings",
    "thank you", "we invite you to",
  ]

  /// Whole sentences that only push.
  static let pushes = Lexicon([
    "act now", "act fast", "hurry", "hurry up", "don't miss out", "don't miss it", "don't miss this", "don't wait",
    "final call", "before it's too late", "what are you waiting for", "you won't regret it", "you will love it",
    "you'll love it", "trust us", "going fast", "it doesn't get better than this", "it's a no-brainer",
    "you deserve it", "treat yourself", "believe us", "wait no more", "look no further",
  ])
}
