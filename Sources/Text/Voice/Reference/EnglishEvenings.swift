/// Neutral posts of stages, factories, fans and families, in English; some cut off as platforms cut them.
enum EnglishEvenings {
  static let text = """
    The latest figures show that rents rose twice as fast as wages over the last five years, and the gap is widest in…
    I want to thank everyone who came out yesterday, from the early shift to those who stayed until the very last chair…
    Our team spent six months talking to farmers, drivers and shop owners about what they need from the new road, and…
    So many people are asking about the recipe, so here it is: two cups of flour, one of sugar, a pinch of salt and…
    It was a privilege to walk with the miners today. They told me about their fathers and grandfathers who worked…
    The fact is that they knew about the leak for two years and told nobody. They must be held accountable for what…
    Tomorrow we open the doors of the new library after four years of work. There will be music, stories, free cake and…
    Ever wondered what happens to your old phone after you drop it in the bin? We followed one all the way to…
    Great to be back home after ten days on the road with this wonderful group of people. We saw eleven cities and…
    We have received a number of questions about the changes to our terms. In short: nothing changes for you unless…
    lost my keys. found them in the fridge. do not ask
    Prices start at £19 a night. Breakfast included, regrets not.
    The union and the company reached an agreement early on Sunday, ending a strike of five weeks.
    Can we please normalise leaving parties without saying goodbye
    Our top story: floods in the south have forced 2,000 people from their homes.
    Have you tried turning it off and on again? (It works 80 percent of the time.)
    Marathon day! Cheer for bib 4417, that's me, the slow one.
    Vet's orders: less cheese, more walks. The dog is furious.
    Three things I learned in ten years of managing people. 1) Listen. 2) Decide. 3) Say thanks.
    Big game tonight. Big, big game.
    It's not about left or right. It's about right and wrong.
    Applications for the fellowship are open to journalists from any country.
    that feeling when the bass drops and so does your phone
    Our view: the plan is too slow, too small and too late.
    She's back in the gym, she's hungry, and she's coming for that belt.
    Closed for a private event tonight. Back tomorrow with the usual chaos.
    Let me be clear: no one who works full time should live in poverty.
    You all are the best. Thank you, thank you, thank you!!
    We measured it twice. The tower leans four centimetres.
    Thinking of everyone in the path of the hurricane. Follow local officials and stay safe!
    Roses are red, violets are blue, the server is down, and there's nothing you can do.
    Another day, another password I have to change.
    Did you know? You can return any item within 100 days, no questions asked.
    Today I sat down with young leaders from twelve countries. Their ideas give me hope.
    My plan will cut taxes for families and bring back our jobs. Theirs will do the opposite.
    Cute, cheap, and it fits in a backpack. Our pick of the week.
    The author will sign books after the reading. Seating is limited.
    You don't have to be perfect to be a good parent. You just have to show up.
    new song out friday. i'm scared. love you all
    In case you missed it: the best moments of last night's debate.
    No one saw the goalkeeper coming up for the corner. No one.
    Trains between Lyon and Geneva are suspended until further notice.
    This is why we can't have nice things.
    Police have arrested a man, 34, in connection with the robbery.
    One in four adults will struggle with their mental health this year. It's okay to ask for help.
    The people have spoken. Now we go to work!
    Weekly reminder to back up your files. Do it now. I'll wait.
    The senate must stop playing politics and give the judge a fair hearing.
    Best. Day. Ever.
    A rare copy of the first edition sold for $310,000 at auction.
    It's Small Business Saturday! Shop local and keep your money in town.
    First frost on the field this morning. The tractor did not like it.
    I stand by every word. If you're offended, good.
    Our friends at the shelter need blankets, towels and patience. Mostly blankets.
    Incredible save! How did he keep that out?
    Opinion: the city should make buses free and stop pretending that parking is a right.
    You can watch the launch live at 6:40 p.m. from the north shore.
    Two years ago today I stopped drinking. Best thing I ever did.
    My opponent voted against the border bill, against our police and against you. Remember in November!
    Thanks to health reform, 20 million more people have coverage. We can't go back.
    Why is the ice cream machine always broken? We asked an engineer.
    Soft launch today, hard launch when we find the other box of plates.
    The Chancellor confirmed that the threshold will rise in line with inflation.
    ok google how do i delete a message i sent to my boss
    A very warm welcome to our newest sponsors!
    So it begins ❄️
    They called it impossible, then impractical, then obvious.
    He was the voice of our Saturday afternoons. Sleep well, old friend.
    Check the list below to see if your car is affected by the recall.
    Stop what you're doing and look at the moon.
    Our latest survey of 1,500 managers shows that two thirds expect to hire this year.
    This is huge!! The whole street is out celebrating
    Today is World Water Day. 785 million people still lack clean water close to home.
    I've been a customer for 11 years and this is how you treat me? Shame on you.
    Thank you, Pennsylvania! Together we will do something really special.
    I don't make the rules, I just ignore them.
    The governor has declared a state of emergency in four counties.
    Pull up a chair. Story time.
    Happening tonight: a town hall on safety in our schools. Doors open at 6.
    Good things come to those who bake.
    Six months in, here is what the four-day week did to our sales: nothing. Same sales, happier people.
    It's the little things: warm socks, a good pen, an empty inbox.
    One of the most important votes of the year is coming up, and your senator is undecided. Make the call.
    The dishonest reporting about our school has to stop. We have great teachers and GREAT kids!
    Our first ever podcast is out. Be gentle.
    What a time to be alive and also very tired
    A wolf has been seen in the valley for the first time in 130 years, the ranger told us.
    Just a kid from the block with a big dream. Don't ever give up.
    We asked our readers for their worst holiday. You delivered.
    If your flight was cancelled, you may be entitled to up to 600 euros.
    Couldn't agree more with this. Well said, Ruth.
    Not every hero wears a cape. Ours wears a hi-vis vest and drives bus 41.
    Live from the harbour: the tall ships are coming in.
    You will not find a better team anywhere. Period.
    In the next 30 days we will plant 3,000 trees. Grab a shovel!
    Heads up: maintenance tonight from 1 to 3 a.m. UTC. Some pages may be slow.
    He knew exactly what he was doing and now he pretends he doesn't. Pathetic!
    The curtain falls after 214 shows. What a cast, what a ride.
    Bread, wine, good company. That's the post.
    An historic day for our town: the rail link is finally open.
    I'm so sick of hearing "we've always done it this way".
    There's a better way to fix our broken immigration system, and it starts with a vote.
    Free workshop for beginners: bring a laptop, we bring pizza.
    Stocks fell sharply after the announcement, then recovered most of their losses.
    Our dear friend and a true champion has left us. Rest in peace.
    Who's hungry? 🙋
    The president will lay out his plan for the next year tonight at 9 p.m. Watch it here.
    Don't let them take away your health care. Speak up today.
    Just got off the phone with the coach: she's fit and she plays!
    hot take: soup is a drink
    This is a big deal: for the first time, more than half of our power came from wind and sun.
    Very little coverage of the fact that we won by 12 points. I wonder why?
    The grant supports 18 projects in rural libraries across the state.
    I had the pleasure of opening the new wing of the hospital this morning. Well done to all involved.
    Take a look at the progress we've made together since 2009.
    Nobody is above the law. Nobody.
    Some days you're the pigeon, some days you're the statue.
    We fixed it. Sorry about that!
    It's about time the Senate did its job. Add your name.
    Mark your calendars: the street festival returns on 8 and 9 July with 60 stalls.
    Our CEO on why we turned down the offer: "We weren't finished."
    Mood: 🥱☕️
    Pipe burst. Shop closed. Owner crying. Back on Wednesday.
    When I was a boy, my mother told me to work hard and be honest. I never forgot it.
    Today in history: the first subway in the city carries 95,000 people on a single day.
    Let me get this straight: you want me to pay MORE for LESS?
    They should be ashamed. Terrible people, terrible decision.
    I am pleased to inform you that the shop dog has been promoted to head of security.
    We have a choice to make: go back to the old way, or keep moving forward.
    """
}
