extension ClaimWords {
  /// Groups end with `;`, phrases with `,`. The first group is what costs nothing.
  static let list = """
    free, for free, free of charge, complimentary, no charge, no cost, at no cost, on the house, on us, costs
    nothing, gratis, kostenlos, kostenlose, kostenloser, kostenloses, umsonst, gratuit, gratuite, gratuits,
    gratuites, entrada libre, entrée libre, eintritt frei, kostenfrei, zero cost, freebie, freebies, giveaway;
    guaranteed, guarantee, guarantees, garantiert, garantie, garantizado, garantizada, garantía, garanti, garantie;
    money-back, money back, full refund, refund, refunds, refundable, geld-zurück, zurückerstattet, remboursé,
    reembolso, your money back;
    no questions asked;
    satisfaction guaranteed, satisfaction guarantee;
    award-winning, award winning, award, awards, awarded, prize-winning, prize, prizes, winner of, winning, won,
    winner, winners, preisgekrönt, preisgekrönte, preisgekrönter, preisgekrönten, ausgezeichnet, ausgezeichnete,
    ausgezeichneten, premiado, premiada, primé, primée, galardonado;
    gold medal, silver medal, medal, medals, goldmedaille, medalla, médaille;
    acclaimed, critically acclaimed, renowned, world-famous, famous, legendary, internationally known;
    best, the best, beste, bester, bestes, besten, meilleur, meilleure, meilleurs, meilleures, el mejor, la mejor,
    los mejores, las mejores;
    best-selling, bestselling, bestseller, bestsellers, top-selling, meistverkauft, meistverkaufte, most sold,
    erfolgreichste, erfolgreichster, erfolgreichsten;
    number one, no 1, number 1, nummer eins, numéro un, número uno, top-rated, top rated, highest-rated, highest
    rated, top 10, top ten, top 5, top five;
    leading, market leader, industry-leading, industry leader, a leader in, führend, führende, führender, führenden,
    líder, leader du marché;
    world-class, world class, weltklasse, first-class, premium quality, state-of-the-art, cutting-edge,
    next-generation, industry-first;
    fastest-growing, fastest growing;
    größte, größter, größten, größtes, más grande, plus grand, plus grande;
    cheapest, lowest price, lowest prices, best price, best prices, günstigste, günstigsten, billigste, más barato,
    más barata, moins cher, moins chère, unbeatable price, price match;
    the first, first ever, first-ever, world's first, world first, der erste, die erste, das erste, el primer, la
    primera, le premier, la première, the very first, first of its kind, industry's first;
    the only, only one of its kind, one of a kind, einzige, einziger, einzigen, el único, la única, le seul, la
    seule, unique of its kind;
    revolutionary, groundbreaking, game-changing, breakthrough, unprecedented, unrivalled, unrivaled, unmatched,
    unbeatable, revolutionär, revolucionario, révolutionnaire, second to none, incomparable;
    certified, certification, zertifiziert, zertifizierte, certificado, certifiée, certifié, accredited,
    accreditation, officially recognised, officially recognized;
    certificate, certificates, diploma;
    fully licensed, licensed and;
    insured, fully insured, versichert;
    patented, patent-pending, patent pending, patentiert, patentado, breveté;
    proven, clinically proven, scientifically proven, proven results, clinically tested, science-backed, backed by
    science, evidence-based, bewiesen, erwiesen, probado, prouvé, research shows, studies show, lab-tested, tested
    and proven;
    dermatologically tested, dermatologist-tested, dermatologist tested, dermatologist-approved, allergy tested;
    doctor-recommended, doctors recommend, recommended by doctors, vet-recommended, vets recommend, vet-approved,
    dentist-recommended, dentists recommend, recommended by dermatologists, experts recommend, expert-approved,
    recommended by experts, nutritionist-approved, recommended by vets, recommended by dentists, recommended by
    nurses;
    recommended by, recommended;
    endorsed by, endorsed;
    approved by, fda-approved, fda approved, fda-cleared, government-approved;
    compliant, hipaa compliant, gdpr-compliant, gdpr compliant, soc 2, dsgvo-konform, iso-certified, ada compliant;
    organic, organically grown, organically, biologisch, biologique, ecológico, ecológica, bio-dinkel, bio-qualität,
    bio-milch, aus biologischem anbau, agriculture biologique;
    vegan, plant-based, veggie, pflanzlich, vegano, vegana, végane, végétalien;
    vegetarian, meatless, vegetarisch, vegetariano, végétarien;
    kosher;
    halal;
    fair trade, fairtrade, fair-trade, ethically sourced, ethically made, responsibly sourced;
    sustainable, sustainably, eco-friendly, environmentally friendly, green energy, nachhaltig, nachhaltige,
    sostenible, durablement, planet-friendly, earth-friendly, umweltfreundlich;
    carbon-neutral, carbon neutral, climate-neutral, climate neutral, net zero, net-zero, zero-emission, zero
    emissions, carbon-negative, klimaneutral, neutre en carbone, zero-waste, zero waste, carbon-free;
    recycled, recycelt, reciclado, recyclé, upcycled;
    recyclable;
    biodegradable, compostable, plastic-free;
    locally sourced, locally grown, locally made, aus der region, from the region, de la región, producteurs locaux;
    handmade, hand-made, handcrafted, hand-crafted, made by hand, handgemacht, handgefertigt, hecho a mano, hecha a
    mano, fait main, artisan, artisanal, handwoven, hand-woven, hand-painted;
    homemade, house-made, hausgemacht, casero, casera, fait maison;
    hand-picked, handpicked, hand picked, handverlesen;
    all-natural, 100% natural, chemical-free, non-toxic, toxin-free, preservative-free, additive-free, nothing
    artificial, natürlich rein, pesticide-free, gmo-free, non-gmo;
    cruelty-free, not tested on animals;
    hypoallergenic;
    gluten-free, glutenfrei, sin gluten, sans gluten;
    lactose-free, dairy-free;
    waterproof, water-resistant, wasserdicht, impermeable, imperméable, weatherproof;
    fireproof, fire-resistant;
    unbreakable, indestructible, scratch-proof, shatterproof;
    exclusive, exclusively, exklusiv, exclusivo, exclusiva, exclusif, exclusive access, vip access, members-only,
    members only, invite-only, invitation-only;
    limited edition, limited-edition, limited time, limited-time, limited offer, limitiert, edición limitada,
    édition limitée, limited availability, strictly limited;
    sold out, sell-out, sells out, sold-out, ausverkauft, agotado, agotadas, complet, selling fast, almost gone,
    nearly gone, few left, last few, last remaining, while stocks last, while supplies last, until stocks last, nur
    solange der vorrat reicht, hasta agotar existencias, selling out;
    last chance, final hours, final day, last day, ends today, ends tonight, today only, one day only, for one day
    only, final week;
    unlimited, unbegrenzt, ilimitado, ilimitada, illimité, illimitée;
    lifetime, for life, lebenslang, lebenslange, de por vida, à vie, a lifetime, forever free;
    discount, discounts, discounted, rabatt, descuento, remise, reduced price, money off, special offer, on sale,
    price cut, bonus discount, less than usual, ermäßigt, sonderangebot, rebajas, soldes, en promotion;
    half price, half-price, half off, 50% off, zum halben preis, mitad de precio, moitié prix;
    buy one get one, buy two get one, buy one get two, get one free, get one half off, bogo, two for one, 2-for-1,
    two-for-one, 2 for 1, dos por uno;
    free shipping, shipping included, ships free, versandkostenfrei, envío gratis, envíos gratis, livraison
    gratuite, livraison offerte;
    free delivery, delivered free;
    free returns, easy returns;
    same-day, same day delivery;
    next-day, next day delivery;
    24/7, around the clock, round the clock, day and night, rund um die uhr;
    in minutes, within minutes, in seconds, within seconds, instantly, instant results, immediate results, in just
    minutes, in wenigen minuten, en minutos, en quelques minutes, in days, within days;
    no fees, no hidden fees, fee-free, no hidden costs, no extra cost, without fees, ohne gebühren, sin comisiones,
    sans frais, no commission;
    no contract, no commitment, no obligation, cancel anytime, cancel any time, no strings attached, jederzeit
    kündbar;
    no credit card, no card required;
    no win no fee;
    no side effects, without side effects;
    risk-free, risk free, no risk, zero risk, risikofrei, sin riesgo, sans risque;
    painless, pain-free, no pain, schmerzfrei, sin dolor, sans douleur;
    100% safe, completely safe, perfectly safe;
    pays for itself;
    tax-free, tax free, tax-deductible, tax deductible;
    bulletproof, unhackable, completely secure, military-grade, bank-grade, bank-level;
    encrypted, end-to-end encrypted, encryption, verschlüsselt, cifrado, chiffré;
    open source, open-source, source-available;
    trusted by, vertrauen uns;
    loved by, beloved by, customers love, everyone loves, everybody loves, fan favorite, fan favourite, crowd
    favorite, crowd favourite, customer favorite, customer favourite;
    used by, chosen by, worn by, preferred by;
    as seen on, as seen in, featured in, featured on, featured by, as featured in, bekannt aus;
    partnered with, in partnership with, partnership with, partner of, official partner, in collaboration with,
    collaboration with, teamed up with, kooperation mit, en colaboración con, en partenariat avec, together with our
    partner;
    sponsored by, sponsor, sponsors, sponsored, supported by, funded by, backed by, powered by, gesponsert,
    patrocinado, sponsorisé, presented by, financed by;
    voted, voted best, rated, five-star, 5-star, five stars, 5 stars, rave reviews, ranked, nominated, nominee,
    shortlisted, michelin-starred, michelin-star, michelin star, bewertet, ausgezeichnet bewertet, top marks,
    outstanding rating;
    record-breaking, record-setting, all-time high, rekord, récord;
    went viral, viral hit, going viral;
    celebrity, celebrities, star-studded, hollywood, influencers love;
    world champion, weltmeister, campeón, champion du monde;
    cure, cures, cured, heals, healed, heilt, cura, guérit;
    prevents, prevent, prevented, verhindert, previene, prévient, protects against, protects you from, stops
    disease;
    relieves, relieve, eases, lindert, alivia, soulage, relief from;
    reduces, reduziert, lowers, senkt, réduit;
    improves, verbessert, mejora, améliore, improve your, improves your;
    boosts, boost your, boosts your, stärkt, refuerza, renforce, strengthens;
    increases, increase your, erhöht, aumenta, augmente, raises your;
    eliminates, removes all, kills, destroys;
    causes, verursacht, provoca, results in;
    burns fat, lose weight, weight loss, slimming, abnehmen, adelgaza, fat-burning, burn fat, shed pounds;
    detox, detoxes, detoxifies, cleanses, entgiftet;
    anti-aging, anti-ageing, rejuvenates, reverses aging, wrinkle-free, youthful skin;
    helps you sleep, sleep better, better sleep;
    doubles, double your, doubled, twice as, twice the, double the, doppelt so, el doble de, deux fois plus,
    verdoppelt;
    triples, triple your, tripled, three times as, dreimal so;
    halves, half the price, half the cost, half the time, cuts in half, in half;
    years of experience, decades of experience, experienced, seasoned expert, jahrelange erfahrung, años de
    experiencia, ans d'expérience;
    family-owned, family-run, family owned, family run, familiengeführt, empresa familiar, entreprise familiale;
    countless customers;
    recently renovated, newly renovated, renovated, refurbished, brand-new kitchen, brand new kitchen, new kitchen,
    renoviert, reformado, rénové;
    bestseller status;
    most popular, favourite of, beliebteste, beliebtester, beliebtesten, más popular, le plus populaire;
    live stream, livestream, livestreamed, streamed, live-streamed, streaming, live on youtube, live auf;
    fully booked, booked out, ausgebucht, completo, complet;
    breaking news, officially announced, confirmed by;
    specialist in, specialises in, specializes in, expert in, experts in, spezialist für, especialista en,
    spécialiste;
    trained in, trained at, graduated from, alumni of, studied at, studied in, degree from, phd from;
    born in, grew up in;
    fully remote, work from anywhere, 100% remote;
    multiplayer;
    ad-free, no ads, without ads, werbefrei, sin anuncios, sans publicité;
    self-taught;
    hand-signed, signed by, autographed;
    on netflix, on tv, auf netflix;
    scientists, researchers say, study shows, according to experts, according to scientists, experts say, experten,
    científicos, scientifiques;
    unesco, world heritage;
    every single day, seven days a week, täglich, a diario, todos los días, tous les jours, each day, open daily,
    daily from, daily flights;
    medals, trophy, trophies;
    brushless;
    wireless;
    solar-powered;
    rechargeable;
    dishwasher-safe, dishwasher safe, machine-washable, machine washable;
    piscina, swimming pool, schwimmbad, piscine;
    aparcamiento, parking, parkplatz, parkplätze;
    wifi, wi-fi, wlan;
    breakfast included, breakfast, frühstück inklusive, frühstück, desayuno incluido, petit-déjeuner compris;
    all-inclusive, all inclusive;
    """

  /// They hold a claim word and claim nothing.
  static let idioms = """
    a lifetime of, feel free, feels free, free time, free up, set free, free to, break free, free weekend, free afternoon, free
    evening, free your, free as, stress free, hassle free, care free, free spirit, are you free, if you're free,
    freely, best way, the best way, best time, the best time, best part, the best part, best thing, the best thing,
    best things, the best things, best friend, best friends, best wishes, best of luck, best regards, all the best,
    your best, our best to, best before, best enjoyed, best served, best of all, best of both, at best, at its best,
    at their best, best foot, the best of, best kind, the best kind, best place to start, best moment, best excuse,
    best seat, our best, my best, at first, first things first, first of all, first thing, first time, the first
    time, first come first served, first come, the first step, first step, first steps, first look, the first look,
    first class is, first impressions, first name, first sip, first bite, first day, the first day, first cup, first
    person, first aid, first light, first half, the first half, first snow, first week, first glance, the first
    half, in the first place, the first place, the first to know, be the first to know, first thirty, the first
    thirty, first twenty, the first one, your first, my first, our first, their first, his first, her first, first
    love, the only way, the only thing, the only question, the only problem, only the best, off to, off the, off
    you, take off, takes off, kick off, kicks off, day off, days off, time off, switch off, show off, set off, sets
    off, goes off, off season, save the date, save your seat, save a seat, save your spot, save your place, save
    room, save the day, save some, save this, save us a, saves the, for a living, leading to, leading up, leading up
    to, leading role, for the record, record it, record player, in record time, of thousands, local time, won't,
    famous last words, in reviews, please review, win or lose, rare steak, rarely, daily life, daily routine, daily
    grind, daily news, the daily, increases in, improve on, causes for concern, good causes, worthy causes, great
    causes, premium account, on the record, winning smile, winning combination, won over, a thousand thanks, for the
    first time, at the first, love at first, first and foremost, bio link, link in bio, in bio, our bio, in the bio,
    bios, reduce reuse, a relief, what a relief, and relief, unlimited imagination, in half an hour, half an hour,
    in half a, double check, double-check, double bill, double room, habitación doble, double espresso, double shot,
    once in a lifetime, a lot of, exclusive of, authentic self, certified fresh, a hundred and, der erste, am
    ersten, ersten mal, erstes mal, zum ersten mal, am besten, zuerst, primera vez, première fois, la première fois,
    por primera vez, lo mejor, le meilleur de, mejor que, mejor aún
    """
}
