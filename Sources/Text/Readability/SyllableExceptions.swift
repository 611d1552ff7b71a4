/// What the rules get wrong among common words.
enum SyllableExceptions {
  /// Without apostrophes.
  static let table: [String: Int] = {
    var result: [String: Int] = [:]
    for (count, words) in lists {
      for word in words.split(whereSeparator: \.isWhitespace) { result[String(word)] = count }
    }
    return result
  }()

  private static let lists: [(Int, String)] = [
    (
      1,
      """
      the be me we he she eye eyes eyed once one clean lean drawer drawers wont cant dont arent werent aint mr mrs ms dr
      st vs hmm shh psst guy guys fire hour hours our build built buy suit suite fruit juice guide tired tire wire hire
      real queue queues league eight weird their prayer friend field view views yours cruise bruise does
      """
    ),
    (
      2,
      """
      argue backyard bracelet brilliant business cafe café choir chocolate crooked cushion duckling embed evening eyebrow
      eyelash eyelid fashion fibre forecast genius genre genuine havent homepage homesick hundred junior latte maybe
      million nineteen ok oneself patience patient quiet really ruin sacred science senior sibling soldier someone
      somehow somewhat storefront ui wholesale widespread wednesday people being seeing going doing create poem poet
      lion giant trial dial via client clients diet theme union onion opinion billion unique technique guitar biscuit
      circuit building lawyer player buyer flyer fluid suitor naive beyond every ninety safety colonel fuel
      cruel jewel duel duet chaos iron tiger reuse react isnt hasnt doesnt didnt wouldnt couldnt shouldnt
      pizza ngo prism rhythm website lifetime something sometimes somewhere hired fired wired inspired required
      layer premier cashier frontier glacier skincare facebook youtube
      """
    ),
    (
      3,
      """
      acquire api behavior behaviour caregiver ceo cereal cfo delegate desire dna element everyday
      everyone everything everywhere fireplace makeover moreover museum museums parliament patio pilates quinoa ratio
      realize realise recipe recipes reopen rosemary sesame shoemaker sos takeover tuition usb vacuum valuable
      vip visually idea ideas area areas video videos radio studio studios piano employee committee favorite favourite
      family families camera different interest general several serious various period previous obvious curious library
      created creation creator creative theater theatre premium medium stadium oasis usual actual
      annual visual casual manual influence continue bicycle resume resumé audio
      poetry violet violin violent ruined diary memory factory victory history mystery
      grocery bakery gallery battery company jewelry realist scientist dinosaur heroic
      """
    ),
    (
      4,
      """
      anxiety coalition entirely etc everybody experience experienced february fashionable html initiative
      intuitive invaluable january laboratory recipient retirement rsvp sanctuary society spontaneous
      variety vegetable comfortable temperature interesting ingredient ingredients reality 
      situation evaluate usually actually aluminum gymnasium graduation material materials immediate 
      """
    ),
    (5, "enthusiasm enthusiastic orientation simultaneous imagination creativity university immediately"),
    (6, "fyi responsibility"),
  ]
}
