/// Neutral posts in German.
enum GermanPosts {
  static let text = """
    Wir haben heute bis 20 Uhr geöffnet. Kommt vorbei!
    Endlich Wochenende 😊 Was habt ihr vor?
    Der Stadtrat hat am Dienstag dem neuen Haushalt zugestimmt.
    Kennt jemand einen guten Zahnarzt in der Nähe vom Bahnhof?
    Unsere Kollegin Petra geht nach 30 Jahren in den Ruhestand. Danke für alles!
    Ich sage es nur einmal: Käse gehört nicht in den Kühlschrank.
    Achtung: Die Brücke ist bis Freitag wegen Bauarbeiten gesperrt.
    Neu im Sortiment: Taschen aus alten Segeln. Jede ist ein Einzelstück.
    was für ein spiel!!! ich bin heiser
    Die Mieten sind in fünf Jahren um ein Drittel gestiegen. Das muss sich ändern.
    Jetzt anmelden! Für den Kurs im März gibt es noch sechs freie Plätze.
    Heute vor hundert Jahren wurde unser Verein gegründet. Wir feiern das ganze Jahr.
    Leider müssen wir das Konzert absagen. Karten können zurückgegeben werden.
    Wer hat an der Uhr gedreht? Es ist schon wieder November.
    Laut einer neuen Studie schlafen Jugendliche im Schnitt eine Stunde zu wenig.
    Wir suchen zum 1. Mai eine Köchin oder einen Koch. Gute Laune bringen wir mit.
    „Das war erst der Anfang“, sagte die Trainerin nach dem Sieg.
    Ehrlich gesagt verstehe ich die ganze Aufregung nicht.
    Der Zug hat 40 Minuten Verspätung. Der Kaffee ist kalt. Mir geht es gut.
    So sieht Klimaschutz aus: 300 neue Bäume an einem Vormittag.
    Die Regierung hat wieder nichts getan. Gar nichts!
    Tipp: Wer seine Pflanzen am Abend gießt, spart Wasser.
    Danke an alle, die gestern dabei waren. Ihr wart großartig!
    Mein Vater hat diesen Tisch gebaut. Heute machen meine Kinder daran ihre Hausaufgaben.
    Das Ergebnis: zwölf Prozent mehr Umsatz und weniger Überstunden.
    Bitte beachten Sie die neuen Öffnungszeiten ab Montag.
    Ist das noch Kunst oder kann das weg?
    Wir trauern um unseren Gründer, der im Alter von 91 Jahren gestorben ist.
    Heute Abend live: Wir sprechen über Pflege, Geld und gute Arbeit.
    Ihr habt gefragt, wir haben geantwortet. Alle Antworten im neuen Beitrag.
    nie wieder montag
    Die Polizei bittet um Hinweise zu einem Unfall auf der Hauptstraße.
    Nur noch heute: 20 % auf alle Jacken!
    Wie viel Zucker steckt eigentlich in einem Glas Saft? Mehr, als man denkt.
    Ich war skeptisch, aber die neue Version läuft wirklich schneller.
    Herzlichen Glückwunsch an das ganze Team zum Aufstieg 🎉
    Der Minister muss zurücktreten. Punkt.
    Zwei Zutaten, zehn Minuten, null Abwasch.
    Unsere Werkstatt repariert, was andere wegwerfen.
    Auf dem Weg nach Wien. Bis gleich!
    Bei uns im Garten blüht schon der erste Krokus.
    Am Sonntag wird gewählt. Gehen Sie hin, denn jede Stimme zählt.
    Man lernt nie aus: Heute habe ich zum ersten Mal Brot gebacken.
    Die Anmeldung ist ab sofort möglich, die Teilnahme kostet nichts.
    Warum dauert das alles so lange? Wir haben nachgefragt.
    Er hat alles gegeben, und am Ende hat es gereicht.
    Schluss mit den Ausreden: Der Mindestlohn muss steigen!
    Wir haben einen Fehler gemacht. Dafür bitten wir um Entschuldigung.
    Für alle, die heute arbeiten müssen: Ihr seid nicht allein.
    Mehr dazu morgen in der Zeitung …
    """
}
