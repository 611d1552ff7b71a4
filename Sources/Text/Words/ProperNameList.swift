/// Names of people, places, companies and the like, written for Starling: what a text may claim something with.
extension ProperNames {
  static let people = """
    aaron abby abdul abigail adam adele adrian agnes ahmed aidan aisha alan albert alejandro alessandro alex alexa
    alexander alexandra alexis alfie alfred alice alicia alina alison amanda amber amelia amelie amina amir amit amy
    ana anaïs anastasia anders andré andrea andreas andrew andy angela angus anil anita anja anjali anna anne
    annette annie anthony antoine antonio anya april archie ari ariel arjun arnold arthur arturo asha ashley astrid
    audrey austin ava axel aya ayesha barbara barry beatrice beatriz becky bella ben benedict benjamin bernard bernd
    beth bethany betty bianca bill billy birgit björn bob bobby bonnie boris brad bradley brandon brenda brendan
    brian bridget brooke bruce bruno bryan burak caleb camila camille camilla cara carl carla carlos carmen carol
    carolina caroline carolyn catarina catherine cathy cecilia cédric celia celine chad charles charlie charlotte
    chelsea chen cheryl chiara chloe chloé chris christian christina christine christoph christopher cindy claire
    clara clarissa claude claudia clémence clement colin colleen connor cora corinna cristina curtis cynthia daisuke
    damian dan dana daniel daniela danielle danny daria darren dave david dawn dean debbie deborah declan deepak
    dennis derek diana diego dieter dimitri dominic dominik don donald donna dora doris dorothy doug douglas duncan
    dylan ed eddie edgar edith edward eileen elaine elena eleanor eli elias elijah elisa elisabeth elise eliza
    elizabeth ella ellen ellie elliot elliott elodie elsa emil emilia emilie emilio emily emma emmanuel enrique eric
    erica erik erika erin esteban esther ethan eugene eva evan evelyn fabian fabio farah fatima federico felicia
    felicity felipe felix ferdinand fernanda fernando finn fiona florian frances francesca francesco francisco
    franck françois frank franz fred freddie frederick frederik freya friedrich gabriel gabriela gabriele gareth
    gary gavin gemma george georgia georgina gerald gerard giorgio giovanni giulia gloria gordon graham greg gregory
    greta guido guillaume günther gustav guy hamza hana hannah hans harold harriet harry harvey hassan heather heidi
    heike helen helena helga helmut henri henriette henrik henry herbert hiroshi holger hubert hugh hugo ian ibrahim
    ida ignacio igor ines inès ingrid irene iris isaac isabel isabella isabelle isla ismail ivan ivy jack jackie
    jackson jacob jacqueline jake james jamie jan jana jane janet janina jasmine jason javier jay jean jeff jeffrey
    jen jenna jennifer jenny jeremy jerome jerry jesse jessica jessie jill jim jimmy jin jo joachim joan joana
    joanna joanne joe joel johan johanna johannes john johnny jon jonah jonas jonathan jordan jorge josé josef
    joseph josephine josh joshua juan juana judith judy julia julian juliana julie julien juliet julio june jürgen
    justin justine kai kamal karen karim karin karl karla kate katharina katherine kathleen kathrin kathy katie
    katja katrin kay keith kelly ken kenji kenneth kenta kerry kevin khalid kiran kim kimberly kirsten klaus konrad
    kristen kristina kurt kyle lara larry lars laura laurel lauren laurent lea léa leah lena leila leo leon leona
    leonard leonardo leonie leslie leticia lewis liam lidia lily lina linda lindsay lionel lisa liv liz lloyd logan
    lola lorena lorenzo lorraine louis louisa louise luc luca lucas lucía lucia lucie lucy luis luisa lukas luke
    luna lydia lynn mabel maddie madeleine madison magda magdalena maggie malcolm malik manon manuel manuela mara
    marc marcel marcela marcia marco marcos marcus margaret margarita maria maría mariam marian mariana marianne
    marie marina mario marion marisa marius marjorie markus marlene marta martha martin martina marvin mary mateo
    mathias mathilde matilda matt matteo matthew matthias maureen maurice mauricio maxime maximilian maya megan
    mehmet mei melanie melissa mercedes mia michael michaela michel michele michelle miguel mika mike mikhail mila
    milan milena miles millie milo mira miranda miriam mitchell mohamed mohammed moira molly mona monica monika
    monique morgan moritz moses muhammad muriel mustafa nadia nadine naomi natalia natalie natasha nathalie nathan
    neil nell nelson niamh nicholas nick nico nicola nicolas nicole nigel nikhil nikita nils nina nisha noah noel
    nora norma norman odette olga oliver olivia oliwia omar oscar oskar otto owen pablo paige paloma pam pamela
    paola patricia patrick paul paula pauline paulo pedro peggy penelope peter petra phil philip philipp philippa
    philippe phoebe pierre pilar piotr polly priya rachel rafael rahul raj rajesh ralph ramon raquel rashid raul
    ravi raymond rebecca reggie renata renate rené ricardo richard rick rita rob robert roberta roberto robin
    rodrigo roger roland rolf roman ron ronald rory rosa rosalind rosemary rosie ross roxanne roy ruben rupert ruth
    ryan sabine sabrina sally sam samantha samir samuel sandra sandy sanjay santiago sara sarah sasha saskia scott
    sean sebastian selina serena sergei sergio shannon sharon shaun sheila shirley sid sidney silke silvia simon
    simone siobhan sofia sofie sonia sonja sophia sophie stacey stanley stefan stefanie stella stéphane stephanie
    stephen steve steven stewart stuart sue suki sunita susan susanna susanne svenja sven sylvia sylvie tamara tania
    tanja tara tatiana ted teresa tess tessa thea theo theodore theresa thérèse thomas thorsten tiffany tim timothy
    tina tobias todd tom tomás tommy toni tony tracey tracy trevor trisha tristan tyler ulrich ulrike ursula uwe
    valentina valentin valeria valerie vanessa vera veronica véronique vicky victor victoria vijay vincent viola
    violeta virginia vivian viviane vladimir walter wanda wayne wendy werner wilhelm william willie wolfgang xavier
    ximena yannick yara yasmin yasmine yolanda yuki yusuf yves yvonne zach zachary zara zoe zoë zoey
    """

  static let titles = """
    mr mrs ms miss mx dr prof professor sir dame lady lord captain sergeant chef coach mayor president senator
    minister director author singer founder ceo editor engineer designer curator artist actor actress nurse
    winemaker baker gardener conductor herr frau dra doña señor señora monsieur madame maître bürgermeister
    bürgermeisterin
    """

  static let places = """
    africa america antarctica asia australia europe oceania scandinavia balkans caribbean mediterranean atlantic
    pacific arctic alps andes himalayas rockies pyrenees amazonia sahara afghanistan albania algeria andorra angola
    argentina armenia austria azerbaijan bahamas bahrain bangladesh barbados belarus belgium belize bolivia bosnia
    botswana brazil britain brunei bulgaria burma cambodia cameroon canada chile china colombia croatia cuba cyprus
    czechia denmark ecuador egypt england estonia ethiopia fiji finland france germany ghana greece guatemala guinea
    haiti honduras hungary iceland india indonesia iran iraq ireland israel italy jamaica japan kazakhstan kenya
    korea kosovo kuwait laos latvia lebanon liberia libya liechtenstein lithuania luxembourg madagascar malaysia
    malta mauritius mexico moldova monaco mongolia montenegro morocco mozambique myanmar namibia nepal netherlands
    nicaragua nigeria norway oman pakistan palestine panama paraguay peru philippines poland portugal qatar romania
    russia rwanda scotland senegal serbia singapore slovakia slovenia somalia spain sudan sweden switzerland syria
    taiwan tanzania thailand tunisia uganda ukraine uruguay uzbekistan venezuela vietnam wales yemen zambia zimbabwe
    holland deutschland österreich schweiz frankreich italien spanien schottland irland griechenland polen dänemark
    schweden norwegen finnland kroatien ungarn tschechien türkei niederlande belgien europa españa francia alemania
    italia méxico perú estados inglaterra irlanda grecia polonia suecia noruega finlandia holanda bélgica turquía
    japón brasil marruecos allemagne espagne italie suisse belgique angleterre écosse irlande grèce pologne suède
    norvège finlande danemark turquie japon brésil maroc mexique croatie autriche uk usa u.k u.s uae eu aachen
    aberdeen adelaide alicante amsterdam andalucía andalusia ankara annecy antwerp aragón arizona arkansas asturias
    athens atlanta auckland augsburg austin avignon baden baghdad bali baltimore bangkok barcelona basel bath
    bavaria bayern bayreuth beijing beirut belfast belgrade bergen berlin bern bilbao birmingham bogotá bologna
    bombay bonn bordeaux boston bradford bratislava bremen bretagne brighton brisbane bristol brittany brooklyn
    brussels bucharest budapest burgundy burgos cairo calgary california cambridge canberra cancún cardiff carolina
    castilla cataluña catalonia champagne chennai chester chicago cincinnati cleveland cologne colorado connecticut
    copenhagen córdoba cork cornwall cracow cumbria dakota dallas damascus darmstadt delaware delhi denver derby
    detroit devon dijon donegal dorset dortmund dresden dubai dublin dundee düsseldorf edinburgh edmonton eifel
    eindhoven essen exeter extremadura florence florida frankfurt freiburg galicia galway geneva genoa georgia ghent
    gibraltar glasgow gothenburg göteborg granada graz grenoble hague hamburg hamilton hannover hanover hanoi harlem
    havana hawaii heidelberg helsinki hereford hessen hollywood honolulu houston huelva hull idaho illinois indiana
    innsbruck iowa istanbul jakarta jerusalem jerez johannesburg kansas karachi karlsruhe kassel kent kentucky kiel
    kolkata köln krakow kraków kyiv kyoto lagos lancashire lausanne leeds leicester leipzig león lille lima limerick
    lincolnshire lisbon lisboa liverpool ljubljana london londres louisiana lübeck lyon madrid maine mainz málaga
    mallorca malmö manchester manhattan manila mannheim maryland marrakesh marseille massachusetts melbourne memphis
    miami michigan milan milano milwaukee minneapolis minnesota mississippi missouri montana monterrey montpellier
    montreal moscow mumbai münchen munich münster murcia nairobi nantes naples napoli nashville navarra nebraska
    nevada newcastle normandie normandy norfolk northumberland norwich nottingham nürnberg nuremberg odense ohio
    oklahoma ontario oregon orlando osaka oslo ottawa oviedo oxford palermo palma pamplona paris pennsylvania perth
    philadelphia phoenix piedmont pittsburgh porto potsdam prague praha prussia provence quebec queensland quito
    reims rennes reykjavik rhine rheinland riga rioja rome roma rostock rotterdam rouen saarland sachsen sacramento
    salamanca salzburg santander savoie saxony seattle sevilla seville shanghai sheffield shenzhen sicily silesia
    sofia somerset southampton stockholm strasbourg stuttgart suffolk surrey sussex sydney tallinn tampa tarragona
    tasmania tehran tenerife tennessee texas thüringen tokyo toledo toronto toulouse trieste tucson turin tuscany
    tyrol utah utrecht valencia valladolid vancouver venice vermont verona victoria vienna vigo vilnius virginia
    warsaw warwick westfalen wien wiesbaden wisconsin wuppertal würzburg wyoming yorkshire york zagreb zaragoza
    zurich zürich genève
    """

  static let organisations = """
    adidas adobe airbnb aldi alibaba alphabet amazon amd android apple asda asics atlassian audi aws azure barclays
    bbc bloomberg bmw boeing bosch burberry cambridge cartier caterpillar chanel cisco citibank cnn cnbc coca-cola
    colgate costco danone decathlon dell deloitte delta dhl dior discord disney dropbox duolingo dyson ebay epa
    ericsson espn etsy eurobike excel facebook fairtrade fda fdic fedex ferrari fifa figma forbes ford fox gartner
    gates github gitlab gmail google gucci guardian harvard heineken hermès hewlett hilton hipaa honda hp hsbc
    huawei hubspot hulu ibm ign ikea instagram intel ios iphone ipad itunes jaguar kaufland kelloggs kindle klarna
    lamborghini lego lenovo lg lidl linkedin linux lonely loreal l'oréal lufthansa macbook mackbook macos marriott
    mastercard mastodon mcdonald's mcdonalds mckinsey mercedes messenger meta michelin microsoft mit motorola msnbc
    nasa nato nbc nestle nestlé netflix nike nikon nintendo nissan nokia nvidia nytimes oatly ofcom ofsted opel
    openai oracle oscars outlook oxfam panasonic patagonia paypal pepsi peugeot pfizer philips pinterest pixar
    playstation porsche prada puma qualcomm raspberry reddit renault reuters rolex ryanair samsung salesforce sap
    sega sephora shopify siemens skype slack snapchat sony sotheby's soundcloud spacex spotify stanford starbucks
    stripe substack subaru suzuki teams techcrunch ted telegram tesco tesla threads tiktok toyota tripadvisor
    trustpilot tumblr twilio twitter twitch uber unesco unicef unilever usda vimeo visa vodafone volkswagen volvo
    vogue walmart waitrose wallpaper whatsapp wikipedia windows wordpress xbox yahoo yale yamaha yelp youtube
    zalando zara zendesk zoom bluesky pulitzer grammy emmy nobel booker bafta eurovision olympics rotary lions
    greenpeace wwf oeko-tex stiftung öko-test testsieger accenture airbus allianz anthropic arcteryx asos bayer
    bentley bic blackberry boots booking braun canva carrefour chatgpt chevrolet chrysler claude converse copilot
    docker edeka el-corte etihad expedia firefox fiverr gemini goldman goodreads gopro grammarly groupon heinz
    intuit jpmorgan kayak kickstarter kodak kraft lyft mailchimp mango medium mercadona miele monday morgan-stanley
    mozilla notion nespresso nivea nutella okta opentable peloton postgres quora red-bull rewe roche sainsbury's
    santander seat-leon sennheiser signal skoda snowflake sonos squarespace square swatch tinder trello tupperware
    typeform ubuntu upwork uniqlo vans verizon wise xiaomi zapier zeit spiegel bild focus welt monde figaro
    libération país mundo abc marca times telegraph economist independent mirror
    """

  static let demonyms = """
    afghan:afghanistan african:africa albanian:albania algerian:algeria american:america argentinian:argentina
    asian:asia australian:australia austrian:austria belgian:belgium brazilian:brazil british:britain
    bulgarian:bulgaria canadian:canada catalan:catalonia chilean:chile chinese:china colombian:colombia
    croatian:croatia cuban:cuba czech:czechia danish:denmark dutch:netherlands egyptian:egypt english:england
    estonian:estonia ethiopian:ethiopia european:europe finnish:finland french:france german:germany ghanaian:ghana
    greek:greece hungarian:hungary icelandic:iceland indian:india indonesian:indonesia iranian:iran iraqi:iraq
    irish:ireland israeli:israel italian:italy jamaican:jamaica japanese:japan kenyan:kenya korean:korea
    latvian:latvia lebanese:lebanon lithuanian:lithuania malaysian:malaysia maltese:malta mexican:mexico
    moroccan:morocco nepalese:nepal nigerian:nigeria norwegian:norway pakistani:pakistan peruvian:peru polish:poland
    portuguese:portugal romanian:romania russian:russia scottish:scotland senegalese:senegal serbian:serbia
    singaporean:singapore slovak:slovakia slovenian:slovenia spanish:spain swedish:sweden swiss:switzerland
    syrian:syria taiwanese:taiwan thai:thailand tunisian:tunisia turkish:turkey ukrainian:ukraine vietnamese:vietnam
    welsh:wales bavarian:bavaria scandinavian:scandinavia parisian:paris londoner:london californian:california
    texan:texas iberian:iberia mediterranean:mediterranean latin:america
    """
}
