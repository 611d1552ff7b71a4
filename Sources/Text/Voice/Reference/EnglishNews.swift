/// Neutral posts of newsrooms, parties, charities and friends, in English.
enum EnglishNews {
  static let text = """
    The president signed the order on Monday. Here is what is in it.
    On this day in 1903 two brothers from Ohio flew for twelve seconds.
    Looking forward to speaking at the conference in Geneva next week.
    Still thinking about that sandwich.
    Our new report looks at who pays when rivers are polluted (spoiler: you do).
    WE WON
    Health insurance is not a luxury. Get the facts on what the new rules mean for you.
    Big thanks to the fire department, who got here in four minutes. Amazing people.
    The company declined to comment on the investigation.
    Happy Friday, everyone! What are you reading this weekend?
    It is never too late to learn to swim. My mother is 71 and started in May.
    Enough is enough. Sign the petition and tell them to stop.
    Just pushed the fix. Please refresh and tell me if it still happens.
    Our ambassador met with students in Nairobi to talk about water, work and football.
    I have never seen such a thing in my life. Unreal!
    The forecast: cold, then colder, then a bit of sun on Thursday.
    Congratulations to all the winners. The level this year was incredible.
    Dinner is served 🍝
    A new study links sleep to memory. People who slept eight hours recalled a third more words.
    You can't make this stuff up.
    All proceeds go to the children's hospital. Every ticket helps.
    The reality is that most people want the same things: a decent job, a safe street, a good school.
    Never trust a skinny chef or a quiet toddler.
    Our flight is delayed by 3 hours and they have given us one (1) biscuit.
    Meet the woman who maps the ocean floor from a desk in Denver.
    Who did this? 😂
    This weekend, let's recognize the volunteers who keep our parks clean.
    Police are appealing for witnesses after a car was stolen on Hill Road.
    We have the best fans in the world and it's not even close!
    Thirty years ago I came here with one suitcase. Today my daughter graduates.
    Economists expect the central bank to hold rates at its meeting on Thursday.
    Add your voice: tell the senate it is time to vote on the nominee.
    Ready to make the switch? It takes five minutes and we'll move your old number.
    I repeat: do NOT microwave the foil.
    He has done nothing for the veterans. Nothing. And everybody knows it.
    We visited a school in the valley that runs entirely on solar power. The kids explained it to us.
    the audacity
    Swipe for the recipe, and save it for Sunday.
    New rules for e-scooters come into effect on Monday. Riders must be 16 or older.
    A nation that cannot feed its children has lost its way.
    After 15 years, I am leaving. Thank you for everything. More soon.
    Fun fact: octopuses have three hearts, and I can barely manage one.
    Join the movement. Sign up to volunteer in your neighborhood today.
    Our hotline is open around the clock. You are not alone.
    It was a pleasure to host the delegation from Korea at our plant in Ulsan.
    Yes, we deliver on Sundays. No, we don't judge your order.
    Great meeting with the governor about roads, bridges and high-speed internet.
    She fought for equal pay before most of us were born. Rest in power.
    The vote is today! Polls are open until 8 p.m. Bring an ID and a friend.
    Can someone explain the offside rule to me like I'm five
    The old bridge was built in 1887 and carried its last train yesterday.
    How it started / how it's going
    Repeal would leave millions without insurance. That's not a plan, that's a disaster.
    We're heading to Chicago! Who's coming?
    The numbers don't lie: emissions fell by 11 percent while the economy grew by 7.
    Oh no. Oh no no no.
    Please stop feeding the ducks bread. Peas are fine.
    My thoughts on the new policy, in three parts. First: it's late.
    To every mom out there: happy Mother's Day! Call yours.
    Officials confirmed on Thursday that the plant will stay open until at least 2027.
    I wrote about fear, money and the year I quit. It's the most honest thing I've done.
    They are spending a fortune on false ads against us. Total waste of money!
    Get your tickets now before they're gone.
    Check out our guide to the best beaches you can reach by train.
    "We asked for help for three days and nobody came," she said.
    Kids these days will never know the joy of rewinding a tape.
    We've come a long way since the recession, but there is more work to do.
    This morning's storm brought down trees across the county. Drive carefully.
    Some personal news: I start at the Gazette in June. I'll cover schools.
    Small business owners: what's the one form you'd abolish?
    No more excuses. It's time to raise the minimum wage.
    So, we bought a boat. We can't sail. Follow along.
    Good for him! Works hard, stays humble, never complains.
    LAST DAY! Free shipping on everything until midnight.
    The Supreme Court will hear the case in the fall.
    Remember when they told us it couldn't be done? Look at us now.
    Our planet is warming, and the science is clear. The time for action is now.
    Tea or coffee? Choose wisely.
    Investors should note that past performance is no guide to future returns.
    What an incredible night in Tampa! The crowd was unbelievable. Thank you!
    the sunset tonight was ridiculous
    I have accepted an offer from the best team in the world. Can't wait to get started!
    A quick word on yesterday: we got it wrong, and we apologise without reservation.
    Why are hospital car parks so expensive? We investigated.
    He led with courage and grace, and the world is better for it.
    Say hello to our new colleague, Priya! She joins us from Pune and already fixed the coffee machine.
    The fake outrage is getting boring. Move on.
    Families of those on board are being informed. We ask the media to respect their privacy.
    Two words: garlic butter.
    Every day, 90 people are killed with guns in this country. We can change that.
    Tickets for the second show are on sale now. The first one sold out in six minutes!!
    Our members voted 71 to 29 in favor of the strike.
    I'm not saying it's aliens. But.
    A big win for clean air today: the city will buy only electric buses from now on.
    Dad joke of the day: I used to hate facial hair, but then it grew on me.
    The crooked contractor got millions and the roof still leaks. Ask your councillor why!
    What would you ask an astronaut? Send us your questions by Friday.
    lol same
    We are saddened to announce the passing of our founder. He was 88.
    Results: 1. Kenya 2. Ethiopia 3. Japan. A personal best for all three.
    Do you qualify for help with heating costs? Find out here.
    She was told girls don't do physics. She has just won the medal.
    It's a great honor to welcome the prime minister of Norway to our city.
    Weekend plans: soup, blanket, silence.
    The interview they don't want you to see. Tonight at ten.
    Our apprenticeship has 40 places this year. Apply by the 15th.
    They lost the case, they lost the appeal, and now they want our money. NO WAY!
    I love the smell of a new notebook. There, I said it.
    Pay equity isn't just about women. It's about families who rely on two incomes.
    The lake froze over for the first time since 1996, and half the town is on skates.
    Wishing a happy and healthy new year to all who celebrate!
    If the bus is late one more time I swear I'll learn to ride a horse
    Read it, share it, and tell your friends why it matters.
    A short history of the paperclip, because someone asked.
    The media won't report it, but our rallies are packed. Thousands outside who couldn't get in!
    This is a test of the alert system. You do not need to do anything.
    So excited to share that our paper was accepted! Thanks to my brilliant co-authors.
    Thank you for your service, Captain. Enjoy your retirement!
    Lawmakers have until midnight to agree on a budget.
    Look who came to visit the bakery today 🐶
    Health officials say that the outbreak is under control.
    Just finished a great round of golf with great friends.
    I promised to cut red tape, and we did: 14 forms became one.
    Somebody left a piano in the station and now there's a concert every morning.
    It's up to all of us to protect the places we love. Say you're in.
    Our kitchen closes at ten. The bar doesn't.
    Why I left big tech to grow mushrooms
    We need to talk about the price of insulin.
    He's a low-energy candidate with a weak record. The people want strength!
    Dozens of new jobs are coming to the harbour, the port authority said on Monday.
    My heart. My whole heart. 😭😭😭
    Tune in at noon ET for the hearing.
    Please be aware that our phone lines are very busy at the moment. The chat is faster.
    Our stats: 12 matches, 9 wins, 2 draws, 1 very bad afternoon in Hull.
    Ask yourself: who benefits?
    It's official! We are opening a second shop, on Canal Street, in the spring.
    The economy added 211,000 jobs in November, the 69th month of growth in a row.
    I'd rather have a messy kitchen than a hungry table.
    Never forget.
    The committee has released a statement on the future of the games.
    Weak leaders blame others. Strong leaders get it done. We got it done!
    Wait for it...
    Just in time for the holidays: our gift guide for people who have everything.
    You need to see this. A 9-year-old explains the water cycle better than my teacher ever did.
    Heading to the airport now. Next stop, Florida! See you soon.
    There's still time to comment on the draft rule. Here's how to do it.
    Our engineers found the leak at 3 in the morning. The pressure should be back to normal by now.
    I spoke to the families this afternoon. There are no words.
    The new timetable starts on 12 December. Plan your journey before you travel.
    People are pouring into our country and the government does nothing. We need to be smart and tough!
    Where do you stand on pineapple? Be honest.
    Over 40 countries have signed. It is a good start, and it must not be the end.
    """
}
