import Kernel
import Text
import Web

/// The inputs of a brief, for one page with all of them and for the steps.
struct BriefForm {
  let brief: BriefContent
  let platforms: [PlatformLimits]
  let choice: TemplateChoice
  let problem: Problem?

  /// Everything, what is seldom needed folded away.
  @HTMLBuilder var all: HTML {
    problemNotice(problem)
    choice.selection(problem)
    choice.slots(brief.slots, problem)
    topic
    facts
    offer
    platformBoxes
    readers
    details {
      summary { "More: languages, regions, what to avoid" }
      places
      competition
      constraints
      paid
    }
  }

  @HTMLBuilder var topic: HTML {
    textArea(
      Field("topic", "What is it about?", value: brief.topic, required: true), rows: 2, problem: problem)
  }

  @HTMLBuilder var facts: HTML {
    textArea(
      Field(
        "facts", "Facts", value: brief.facts.joined(separator: "\n"),
        hint: "One a line. Posts state nothing that is not here or among the brand's facts."), rows: 5,
      problem: problem)
  }

  @HTMLBuilder var offer: HTML {
    textField(Field("offer", "Offer", value: brief.offer), problem: problem)
    textField(Field("link", "Link", value: brief.link ?? "", hint: "https://…"), type: "url", problem: problem)
    textField(Field("call_to_action", "What should readers do?", value: brief.callToAction), problem: problem)
  }

  @HTMLBuilder var platformBoxes: HTML {
    fieldset {
      legend { "Platforms" }
      for platform in platforms {
        checkbox("platforms", platform.name, value: platform.id, isOn: brief.platforms.contains(platform.id))
      }
    }
  }

  @HTMLBuilder var readers: HTML {
    textField(Field("audience", "For whom?", value: brief.audience), problem: problem)
    textField(
      Field("tone", "Tone", value: brief.tone, hint: "Beside the measured voice: calm, proud, playful."),
      problem: problem)
  }

  @HTMLBuilder var places: HTML {
    textField(
      Field("languages", "Languages", value: brief.languages.joined(separator: ", "), required: true),
      problem: problem)
    textField(
      Field("regions", "Countries of the readers", value: brief.regions.joined(separator: ", "), hint: "AT, US, …"),
      problem: problem)
  }

  @HTMLBuilder var competition: HTML {
    textField(
      Field(
        "competitors", "Competitors", value: brief.competitors.joined(separator: ", "),
        hint: "Names, @handles and addresses that must not appear."),
      problem: problem)
    textArea(
      Field(
        "competitor_posts", "What competitors wrote", value: brief.competitorPosts.joined(separator: "\n\n"),
        hint: "Posts with an empty line between them. What repeats much of them is held back."),
      rows: 3, problem: problem)
  }

  @HTMLBuilder var constraints: HTML {
    textArea(
      Field("constraints", "Constraints", value: brief.constraints.joined(separator: "\n"), hint: "One a line."),
      rows: 3, problem: problem)
  }

  @HTMLBuilder var paid: HTML { checkbox("paid", "Somebody pays for this post", isOn: brief.paid) }

  static func read(_ form: FormValues) -> BriefContent {
    let text = FormText(form: form)
    return BriefContent(
      topic: text.text("topic"), audience: text.text("audience"), tone: text.text("tone"),
      languages: text.words("languages"), platforms: form.all("platforms"), regions: text.words("regions"),
      competitors: text.words("competitors"), competitorPosts: text.paragraphs("competitor_posts"),
      constraints: text.lines("constraints"), facts: text.lines("facts"),
      offer: text.text("offer"), link: text.optional("link"), callToAction: text.text("call_to_action"),
      paid: text.isOn("paid"), slots: slots(form))
  }

  private static func slots(_ form: FormValues) -> [String: String] {
    let text = FormText(form: form)
    var slots: [String: String] = [:]
    for name in form.fields.map(\.name) where name.hasPrefix("slots.") {
      slots[String(name.dropFirst("slots.".count))] = text.optional(name)
    }
    return slots
  }
}
