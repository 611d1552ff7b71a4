/// Words by what they do in a sentence: enough of English to tell a sentence from a fragment.
enum Lexis {
  static let pronouns = set("i we you he she it they there this that these those everyone everybody nobody who which")
  static let determiners = set(
    """
    a an the our your my his her its their this that these those every each all any some no both another one more most
    many few several
    """)
  static let prepositions = set(
    """
    in at on by for from to with without of off over under until till between near behind opposite through during after
    before since inside outside around across above below along against into onto per via about within beyond up down
    except plus
    """)
  static let auxiliaries = set(
    """
    is are was were am has have had will can could should would may might must do does did won't can't don't doesn't
    didn't isn't aren't wasn't weren't hasn't haven't couldn't shouldn't wouldn't cannot i'm we're you're they're it's
    he's she's that's there's here's what's who's we've i've you've they've we'll i'll you'll they'll it'll i'd we'd let's
    """)
  /// Third person singular.
  static let singularVerbs = set(
    """
    opens closes starts begins ends runs takes lasts costs needs helps makes brings includes comes goes gets gives adds
    publishes imports exports supports works covers keeps holds fits weighs measures tastes smells looks sounds feels
    returns launches moves joins wins offers teaches leads shows tells explains speaks plays serves sells ships arrives
    lets means turns reads writes sends saves cuts contains uses charges pays wants knows says belongs remains becomes
    happens meets stays sits stands lives bakes roasts brews grows cooks repairs builds designs prints delivers drives
    hosts presents features combines connects syncs protects replaces reduces improves answers accepts allows asks
    celebrates checks recalibrates recommends requires lands drops appears continues follows provides receives cleans
    collects donates funds raises donates trains treats cares hires seeks
    """)
  /// Also plural nouns: verbs only before what a verb takes.
  static let doubtful = set(
    """
    works shows offers drinks starts ends runs plays looks plans orders visits talks walks prices costs classes rates
    needs helps moves turns tastes feels leads cuts prints returns features answers checks cares drops uses wins designs
    builds lands feeds grows presents sounds smells stands covers supports
    """)
  /// Nouns when nothing stands before them.
  static let nounsFirst = set(
    "drinks shows offers plans orders visits plays talks walks prices rates snacks tours prints cakes features")
  /// Verbs in the form of the plural and of a request.
  static let baseVerbs = set(
    """
    open close start begin end run take last cost need help make bring include come go get give add keep hold fit taste
    smell look sound feel return move join win offer teach lead show tell speak play serve sell ship arrive let mean turn
    read write send save cut contain use charge pay want know say belong become happen meet stay sit stand live bake pack
    roast brew grow cook repair build design print deliver drive host receive learn buy eat drink pick share work sleep
    find leave see ask think love like celebrate train treat hire seek depend support provide hum
    """)
  static let pastVerbs = set(
    """
    went came began took wrote slept knew grew gave saw became rose fell told said thought ran brought spent met lost paid
    kept won stood sat felt wore drank ate spoke chose drove flew threw taught caught found
    """)
  /// Past forms that are participles as often.
  static let doubtfulPast = set(
    "built made held sold left set cut put led read found brought spent lost paid kept won taught met")
  static let regularPast = set(
    """
    started opened joined moved launched received helped asked wanted needed added reached raised decided turned worked
    lived called stopped noticed happened changed learned tried looked used finished closed tasted ended returned
    planted roasted baked painted cycled walked visited served delivered trained
    """)
  static let requests = set(
    """
    add apply arrive ask avoid become book bring browse build buy call cancel change check choose claim clean click close
    collect come comment compare contact cook cut discover donate dm download drive drop eat email enjoy enter explore
    fill find follow get give go grab head hear help invite join keep learn leave let listen look mail make meet message
    mix nominate note order park pause pay phone pick place plan play please pop pour press put read register remember
    remove repeat reply request reserve return ring rsvp run save say secure see sell send set share shop show sign skip
    sit soak spread stay stir start stop stream store submit subscribe support swap swing switch trade plug pack unplug bake warm wet wipe rinse take talk tap taste tell
    text try tune turn unplug update upgrade upload use visit volunteer vote wait walk wash watch wear whatsapp wipe work
    write
    """)
  /// Activities that a brand does itself: `Hiring a baker`.
  static let activities = set(
    """
    hiring launching opening reopening closing celebrating introducing announcing looking seeking recruiting hosting
    releasing expanding relocating moving organising organizing planning presenting bringing
    """)
  static let adverbs = set("now also just only still even today tonight tomorrow always never again already soon")
  static let followers = determiners.union(prepositions).union(adverbs).union(
    set("not like here out offline online together as free again well better best how who"))
  static let numberWords = set(
    "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty hundred thousand")
  static let weekdays = set(
    """
    monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays
    sundays mon tue tues wed thu thur thurs fri sat sun
    """)
  static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ]
  static let shortMonths = set("jan feb mar apr jun jul aug sep sept oct nov dec")
  static let currencies = set("eur euro euros usd gbp chf dollar dollars pound pounds pence cents quid kr sek dkk nok")
  static let people = set(
    """
    he she his her him who baker barista engineer chef founder owner teacher coach director artist author doctor trainer
    manager apprentice head colleague speaker guest musician designer developer nurse guide host writer photographer
    """)
  static let uncountable = set(
    """
    advice art bread calibration coffee clothing equipment food fun furniture gin help honey information insurance jewellery
    maintenance milk music news pottery research rice running software soap support tea training travel water wine work
    yoga pilates transport delivery shipping parking admission entry access
    """)
  static let problems = set(
    """
    lost lose waste wasted penalty fine late wrong broken stuck tired struggle struggling missing failed fails fail problem
    risk outside shortage error errors complaint complaints delay delays throwing refuse afraid expensive slow impossible
    nobody never none unable cold leak leaks turn-away hard-to-find away
    """)

  static func set(_ words: String) -> Set<String> { Set(words.split(whereSeparator: \.isWhitespace).map(String.init)) }

  static func isMonth(_ key: String) -> Bool { months.contains(key) || shortMonths.contains(key) }
}
