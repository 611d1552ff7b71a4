/// Neutral posts of offices, teams, campaigns and passers-by, in English.
enum EnglishStreet {
  static let text = """
    BREAKING: Two people were rescued from the river this morning. Both are well.
    Ok but why is nobody talking about how good this soundtrack is
    Our quarterly results are in. Revenue rose by 4 percent, costs stayed flat and we paid back part of our debt.
    Call your representative today and ask them to keep the clinic open.
    we made it to the final!!! I am shaking
    Members of the committee heard from eleven experts on Tuesday. A recording is available.
    Every child deserves a safe way to school. Add your name if you agree.
    I said what I said.
    The mayor thanked the crews who worked through the night to clear the snow.
    not me crying over a dog food commercial again 😭
    Thank you to all our members for a record year. You make this work possible.
    RT if you still remember dialling a number by heart.
    Traffic alert: expect delays on the ring road until noon. Two lanes are closed.
    Honestly? Best burger in town. No contest.
    Proud to stand with the teachers of this state. They do more with less every single year.
    He scores! What a finish. We lead by one at the half.
    "The best way to predict the weather is to open the window." My uncle, every morning
    Our lawyers made me write this: results may vary.
    This is what happens when you put people before profits. More than 300 families have a home tonight.
    Just landed. The weather is awful and I could not be happier.
    Will the last person to leave the office please water the fern?
    In 1969 a team of engineers had less computing power than your watch. They went to the moon anyway.
    New poll: six in ten voters want the government to spend more on public transport.
    Ugh. Deadlines.
    Great crowd tonight in Leeds! Thank you for having us, we will be back.
    The bill passed the house with votes from both parties. It now goes to the senate.
    TONIGHT. 9PM. Be there.
    Customers who ordered before the fifth will get their parcels by Saturday. We are sorry for the wait.
    Science does not care what you believe, but it would like you to check the data.
    Had the honor of meeting nurses and doctors from all over the county today. They are true heroes.
    Flu shots are free at every pharmacy in the city through the end of November.
    my cat has decided that 4 am is the new 7 am
    It's simple: when workers do well, the whole economy does well.
    Wow... did not see that coming
    Watch live: the director answers questions about the new visitor center.
    The jury found the company liable on all counts, and the judge will set damages next month.
    You asked, we listened. The blue one is back in stock 💙
    Taking a break from this site for a while. Be nice to each other.
    Our hearts are with everyone affected by the fire. If you need shelter, the sports hall is open.
    They promised lower bills. Your bill went up. Ask them why.
    A beautiful evening with beautiful people. So grateful!
    Registration for spring courses opens at nine. Last year they were full by noon.
    Fact: one dripping tap can waste more than five thousand litres a year.
    Is it too early for christmas music? asking because I already started
    We're live! Join the conversation and send us your questions.
    The opposition has no plan. They have had eight years and they still have no plan!
    Interesting read on how cities are planning for heat.
    Happy anniversary to my wonderful wife. 22 years and I still can't cook.
    Update: all trains are running again. Thanks for your patience.
    Coach says she is ready, the doctor says she is ready, so she is ready.
    If you can read this, you are too close to the screen
    The new stadium will seat 24,000 and cost the taxpayer nothing, says the club.
    Don't miss out! Only 3 rooms left for the long weekend.
    Climate change is already costing farmers their harvest. It is time to act.
    I don't always test my code, but when I do, I do it in production.
    Voting ends on Sunday at midnight. Make your voice heard.
    So the printer works now. Nobody knows why. Nobody touch it.
    Today we remember those who gave their lives, and we thank those who serve.
    Their excuse? "It was always like that." Not good enough.
    Introducing our smallest speaker yet. Big sound, tiny box.
    Unemployment fell to its lowest level in nine years, according to figures released today.
    Anyone up for a run tomorrow? Easy pace, I promise.
    What a disgrace! The referee had one job.
    Read the governor's full remarks on health care costs and the budget.
    Nothing beats the smell of rain on a hot road.
    We stand in solidarity with our colleagues abroad and call for their release.
    Need a new look for your kitchen? Our designers will draw it for free.
    This guy is a total clown. Every word is a lie and he knows it.
    Beautiful piece on grief and gardening. Take ten minutes for it.
    Step 1: boil water. Step 2: question every life choice.
    The agency approved the vaccine for children aged five and over.
    Big announcement coming tomorrow. Stay tuned 👀
    I met a woman in Ohio who works three jobs and still can't afford her medicine. That is wrong.
    Sold out. Thank you, Madrid!
    Due to strong winds the cable car is closed today.
    why do I have 47 tabs open and which one is playing music
    With just one day left to enroll, thousands of people are signing up. Don't wait.
    Good luck to all students who sit their exams this week!
    According to the report, most accidents happen within five miles of home.
    I'll be on the radio at 7:15 talking about the book. Tune in if you're up.
    Let's go!!!! Three points and a clean sheet
    The museum acquired a rare letter from the composer to his sister, written in 1842.
    We will never stop fighting for you. Never.
    Pro tip: put the spoon in the freezer first.
    Nobody: ... Me at 2 am: I could learn the accordion
    The council has approved plans for 120 new homes on the old mill site.
    Come join our team! We need a cook, a waiter and someone who can fix a fridge.
    Very sad news about a very talented man. He'll be missed by all of us.
    An open letter to the airline that lost my bag for the third time this year: how?
    Together, we can end hunger in our city. Chip in five dollars now.
    Meeting moved to 3. Same room. Bring the numbers.
    I could eat this every day of the week and twice on Sunday.
    The court ruled today that the ban is unconstitutional. This is a victory for every family.
    "You miss every bus you don't run for." wise words from my daughter, aged 6
    Markets closed higher on Friday, led by banks and energy.
    She's 94 and she just beat me at cards. Again.
    Here are the facts: fewer patients, longer waits, higher costs. It's a failed policy.
    Last chance to win two tickets! Tell us your favourite song and why.
    Pleased to report that the surgery went well and Max is already stealing socks.
    We are deeply concerned by reports of violence near the border and urge restraint.
    Lovely day for it.
    Just had a very good conversation with the prime minister about trade. Many good things will happen!
    HOW is it only Tuesday
    The season opens on 3 May with a home match against last year's champions.
    Our scientists spent a winter on the ice to find out how whales talk.
    It takes a village, and ours has a pretty good bakery.
    Please share: missing since Thursday, grey coat, answers to Lenny.
    Don't believe the hype. Read the small print.
    Tomorrow is the deadline. If you don't have coverage yet, now is the time to look at your options.
    I love this country and I love its people. But we can do better.
    Anyway, that's how I ended up with six chickens.
    The study was small, so treat its result with care.
    Watch out for scams: we will never ask for your PIN by phone or text.
    What's your favorite way to eat potatoes? Wrong answers only.
    From all of us here at the station, have a safe and merry Christmas!
    Democracy works when people show up. So show up.
    The so-called experts were wrong again. What a surprise.
    Every month of delay costs lives. Congress needs to do its job and vote.
    tfw you send the mail and then see the typo
    Our summer school taught 400 girls to code. Here's what they built.
    The minister should resign. It's that simple.
    One more sleep!
    We had 3 goals this year: grow, hire, stay kind. Two out of three is not bad.
    Road to the cup: tough draw, but these lads fear nobody.
    The law protects you. Know your rights at work.
    New episode! We talk with a beekeeper about cities, swarms and honey.
    Thanks for reaching out, Dan. Could you send us your order number in a direct message?
    Hi Sarah, we're sorry to hear that. We have passed it on to the driver's manager.
    Wages have not kept up with prices for a decade. It's time for a raise.
    I was told there would be cake.
    Congrats to Ana and the whole crew on a well-deserved award!
    I will be interviewed tonight at 8. Enjoy!
    The senator's speech lasted 40 minutes and did not mention jobs once.
    Don't forget: clocks go back this weekend. One more hour in bed ⏰
    A group of volunteers has spent ten years restoring this steam engine. On Saturday it will run again.
    A strong middle class is what makes an economy grow. That's the idea behind this plan.
    Crime is DOWN, jobs are UP, and the other side still complains.
    Spotted in the wild: our first billboard 😍
    Turn the volume up for this one.
    The deal is a bad one for our workers and a great one for everybody else. Sad.
    Hearing reports of a power cut in the west. Our engineers are on the way.
    No filter needed
    What does a fair tax system look like? Join our panel on Wednesday to discuss.
    Dear diary, today I replied to an email from March.
    Up to 30% off all tents and backpacks. Ends Monday.
    "This budget is an insult to every nurse in the country," the union said.
    My grandfather built this table. My kids do homework on it.
    Learn how you can save energy at home with three small changes.
    """
}
