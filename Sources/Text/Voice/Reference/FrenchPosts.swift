/// Neutral posts in French.
enum FrenchPosts {
  static let text = """
    Nous sommes ouverts jusqu'à 20 h ce soir. Passez nous voir !
    Enfin le week-end 😊 Vous avez prévu quoi ?
    Le conseil municipal a voté mardi le nouveau budget.
    Quelqu'un connaît un bon réparateur de vélos près de la gare ?
    Merci à tous ceux qui sont venus hier. C'était une belle soirée.
    Je ne le dirai qu'une fois : le fromage ne se met pas au frigo.
    Attention : le pont est fermé jusqu'à vendredi pour travaux.
    Nouveau en boutique : des sacs faits avec de vieilles voiles. Chacun est unique.
    quel match !!! je n'ai plus de voix
    Les loyers ont augmenté d'un tiers en cinq ans. Cela ne peut plus durer.
    Inscrivez-vous ! Il reste six places pour le cours de mars.
    Il y a cent ans naissait notre club. Nous allons fêter cela toute l'année.
    Le concert est malheureusement annulé. Les billets seront remboursés.
    Comment ça, déjà novembre ?
    Selon une nouvelle étude, les jeunes dorment une heure de moins qu'il ne faudrait.
    Nous cherchons une cuisinière ou un cuisinier pour le mois de mai.
    « Ce n'est que le début », a dit l'entraîneuse après la victoire.
    Franchement, je ne comprends pas tout ce bruit.
    Le train a quarante minutes de retard, le café est froid. Tout va bien.
    Voilà comment on protège le climat : trois cents arbres en une matinée.
    Le gouvernement n'a rien fait. Rien !
    Un conseil : arrosez vos plantes le soir, vous économiserez de l'eau.
    Mon grand-père a fabriqué cette table. Mes enfants y font leurs devoirs.
    Le résultat : douze pour cent de ventes en plus et moins d'heures supplémentaires.
    Nous vous rappelons les nouveaux horaires à partir de lundi.
    Une grande dame nous a quittés. Pensées à sa famille.
    Ce soir en direct, on parle de santé, d'argent et de travail.
    Vous avez posé vos questions, nous y avons répondu. Tout est sur le blog.
    plus jamais de lundi svp
    La police lance un appel à témoins après un accident sur la route du nord.
    Aujourd'hui seulement : 20 % de remise sur toutes les vestes !
    Combien de sucre dans un verre de jus ? Plus que vous ne le pensez.
    J'avais des doutes, mais la nouvelle version est vraiment plus rapide.
    Bravo à toute l'équipe pour la montée 🎉
    Le ministre doit démissionner. Point.
    Deux ingrédients, dix minutes, zéro vaisselle.
    Ici, on répare ce que les autres jettent.
    En route pour Montréal. À très vite !
    Dimanche, on vote. Allez-y, chaque voix compte.
    On apprend à tout âge : aujourd'hui, j'ai fait du pain pour la première fois.
    L'inscription est ouverte et l'entrée est gratuite.
    Pourquoi est-ce si long ? Nous leur avons posé la question.
    Il a tout donné, et à la fin cela a suffi.
    Assez d'excuses : il faut augmenter les salaires.
    Nous nous sommes trompés et nous vous présentons nos excuses.
    À ceux qui travaillent aujourd'hui : vous n'êtes pas seuls.
    Nous sommes très fiers de ce prix, qui est celui de toute une équipe.
    Si vous aimez le café fort, vous êtes au bon endroit.
    Le rapport montre que la moitié des foyers ont réduit leur consommation.
    On vous en dit plus demain…
    """
}
