/// Neutral posts of shops, makers, clubs and people, in English.
enum EnglishTrades {
  static let text = """
    We are open late this Thursday. Come by after work and bring a friend.
    New on the blog: how we cut our build times in half without buying new machines.
    Does anybody know a good place to get a bike repaired near the station?
    Thank you to everyone who came out on Saturday! You helped us plant more trees than ever before.
    Our team is growing. We are looking for a designer who cares about the small things.
    Just finished the last chapter and I honestly don't know what to do with myself now.
    The report is out today. It shows that most small firms still keep their records on paper.
    Rainy days call for soup. Here is the one my grandmother made every winter.
    Version two is here: faster search, dark mode and fewer clicks to get things done.
    I think we forget how hard it is to ask for help. Be kind to the person who does.
    Registration closes on Friday, so grab your seat while there are still some left.
    What is one thing you wish you had known when you started out?
    The road is closed between the bridge and the school until six this evening. Please use the other way.
    Look at this little guy. He has been waiting for a home since March.
    Most meetings could be a short note. Here is how we decide which ones to keep.
    Happy birthday to our founder, who still answers support mails on Sundays.
    They said it could not be done. Well, we did it, and then we did it again.
    Three tips for better photos with the phone you already have.
    It was a tough match, but the boys never gave up. On to the next one.
    We made a mistake with last week's orders and we are sorry. Here is what we are doing about it.
    The exhibition brings together forty works from five countries, many of them shown here for the first time.
    Can't believe it's already December. Where did the year go?
    Our new line is made from old fishing nets. Every pair keeps a bit of plastic out of the sea.
    If you are stuck on a problem, explain it to somebody who knows nothing about it.
    Tonight at eight: live music, cheap drinks and no cover charge. See you there!
    The council will vote on the plan next week. You can read the full text on its website.
    Monday again. Coffee first, then everything else.
    We asked two hundred nurses what they need most. The answer was not money.
    Sale! Everything in the shop is half price this weekend only.
    Learning a language takes time. Ten minutes a day will get you further than you think.
    So proud of this team. What a year it has been.
    Here's the thing nobody tells you about running a small business: you do everything.
    Join us for a free webinar on data protection. We will answer your questions live.
    Fresh bread from six in the morning. The early ones get the warm ones.
    The new law comes into force in April. This is what it means for tenants.
    I tried the new place on the corner and wow, the noodles are something else.
    We believe that good tools should get out of your way. That's why we built this one.
    Volunteers needed for the food bank on Wednesday mornings. No experience required.
    How do you keep your plants alive? Asking for a friend.
    The train was late, the coffee was cold, and the view was worth all of it.
    Our customers saved an average of four hours a week last quarter. Read how they did it.
    A short thread on why estimates go wrong and what you can do about it.
    Congratulations to the class of this year! We can't wait to see what you do next.
    Please remember to bring your own cup. It saves us thousands of paper ones.
    This is the last call for papers. The deadline will not be extended again.
    My daughter asked me why the sky is blue and I had to look it up.
    Researchers have found a way to store heat in sand for months at a time.
    Not every day has to be productive. Rest is part of the work.
    Meet Maria. She has been baking with us for twenty years and knows every customer by name.
    The app was down for an hour this morning. It is fixed now, and here is what happened.
    You can now pay with your phone in all of our stores.
    Great talk by a great speaker. I took six pages of notes and I would do it again.
    In this week's letter: what we read, what we made and what we got wrong.
    Quick reminder that the office is closed on Monday. We'll be back on Tuesday.
    What a goal! What a game! I have no voice left.
    The price of oil fell again on Tuesday as traders waited for news from the talks.
    Small steps add up. Start with one drawer, then do the next.
    We're hiring engineers in Lisbon and Berlin. Remote is fine too.
    Never thought I would say this, but I miss my old commute.
    Safety first: check your smoke alarm today. It takes less than a minute.
    The museum is free on the first Sunday of every month, and so is the audio guide.
    If this post helps just one person, it was worth writing.
    Our fall menu is here, with pumpkin, chestnuts and plenty of butter.
    Why do so many good projects fail? Because nobody says no early enough.
    Thanks for ten thousand followers. We started this page for our friends.
    The study followed five hundred people over ten years and found no link between the two.
    Let's talk about burnout. It does not look the way you think it does.
    Pick of the day: a slow, quiet film about two brothers and a boat.
    Tickets go on sale tomorrow at noon. Set an alarm, they went fast last time.
    He was a good man and a better neighbour. We will miss him.
    This update fixes the bug that made the list jump when you scrolled.
    Who else is watching the final tonight? I am so nervous right now.
    Our partners in the region delivered clean water to nine villages this spring.
    You don't need more motivation. You need a smaller first step.
    We tested eight vacuum cleaners so that you don't have to. Here are the results.
    The weather looks fine for the weekend, with sun on both days and a light wind.
    Sometimes the best design decision is to leave something out.
    Good morning! The kitchen is open and the pancakes are on.
    The company said that it would invest in new plants and create several hundred jobs.
    I'd love to hear what you think. Leave a comment or send me a message.
    From sketch to shelf in ninety days: the story of our first product.
    Do not open links in messages that you did not expect. Call your bank if you are not sure.
    We took the scenic route and got lost twice. Best trip in years.
    Parents, the school bus will run ten minutes earlier from next week.
    One year ago we were three people in a garage. Today we are twelve people in a slightly bigger garage.
    The minister spoke about housing, wages and the cost of energy, and took no questions.
    Save this for later: a simple checklist for your next move.
    Our doors are open to all, and there is always a pot of tea on the table.
    Your feedback made this happen. Keep it coming!
    Old books, new shelves, same cat. Visit us on Mill Street.
    """
}
