import Kernel
import Publishing
import Studio
import Web

/// How the home page looks.
struct HomeView: Sendable {
  var facts: HomeFacts

  /// The day in a sentence.
  var summary: String {
    guard !facts.brands.isEmpty else { return "Everything starts with a brand." }
    let waiting = facts.needsPerson.count
    if waiting > 0 { return waiting == 1 ? "One post needs you." : "\(waiting) posts need you." }
    if let next = facts.due.first { return "Nothing needs you. The next post is due \(PublicationView.spoken(next))." }
    return "Nothing needs you, and nothing is due."
  }

  var html: HTML {
    HTML {
      if !facts.needsPerson.isEmpty { card("Needs you") { publications(facts.needsPerson) } }
      div(.class("columns")) {
        div {
          if let steps = facts.steps, !steps.isOver { nextSteps(steps) }
          dueCard
          outCard
        }
        aside {
          brandCard
          draftCard
        }
      }
    }
  }

  private var dueCard: HTML {
    card("Due", actions: linkButton("Schedule", "/schedule", .quiet)) {
      if facts.due.isEmpty {
        p(.class("muted")) { "Nothing is planned. Keep a post and give it a time." }
      } else {
        publications(facts.due)
      }
    }
  }

  private var outCard: HTML {
    card("Went out") {
      if facts.out.isEmpty {
        p(.class("muted")) { "Nothing has gone out yet." }
      } else {
        publications(facts.out)
      }
    }
  }

  private var brandCard: HTML {
    card("Brands", actions: linkButton("All", "/brands", .quiet)) {
      ul(.class("list")) {
        for brand in facts.brands {
          li {
            a(.href("/brands/\(brand.id)")) { brand.profile.name }
            modeBadge(isLive: brand.profile.mode == .live)
          }
        }
      }
    }
  }

  private var draftCard: HTML {
    card("To read and keep", actions: linkButton("Posts", "/posts", .quiet)) {
      if facts.drafts.isEmpty {
        p(.class("muted")) { "No draft waits. A new brief writes some." }
      } else {
        ul(.class("list")) {
          for post in facts.drafts {
            li {
              div {
                a(.class("excerpt"), .href("/posts/\(post.id)")) { post.excerpt.isEmpty ? "Not written" : post.excerpt }
                div(.class("muted")) {
                  "\(PublicationView.platform(post.platform)) · \(post.language) · \(name(of: post.brand))"
                }
                if post.blocked { badge("Stopped by a rule", .bad) }
              }
            }
          }
        }
      }
    }
  }

  private var composing: HTML {
    p {
      "Drafts are composed until a model is connected: by rules, in English, and labelled. "
      a(.href("/settings/models")) { "Connect one" }
      ": an Ollama on this machine, or a provider's key."
    }
  }

  private func nextSteps(_ steps: NextSteps) -> HTML {
    card("Next for \(steps.brand.profile.name)") {
      if facts.isComposing { composing }
      ol(.class("list")) {
        for step in steps.all {
          li {
            div {
              if step.isDone { strong { step.words } } else { a(.href(step.url)) { strong { step.words } } }
              div(.class("muted")) { step.why }
            }
            step.isDone ? badge("Done", .good) : badge("Open")
          }
        }
      }
    }
  }

  private func publications(_ rows: [Publication]) -> HTML {
    ul(.class("list")) {
      for row in rows {
        li {
          div {
            a(.class("excerpt"), .href("/publications/\(row.id)")) { text(of: row) }
            div(.class("muted")) {
              "\(PublicationView.platform(row.platform)) · \(name(of: row.brand)) · "
              if row.state == .published {
                moment(row.publishedAt ?? row.scheduledAt)
              } else {
                PublicationView.spoken(row)
              }
            }
          }
          PublicationView.stateBadge(row.state)
        }
      }
    }
  }

  private func text(of row: Publication) -> String {
    let excerpt = facts.posts[row.post]?.excerpt ?? ""
    return excerpt.isEmpty ? "Post" : excerpt
  }

  private func name(of brand: BrandID) -> String {
    facts.brands.first { $0.id == brand }?.profile.name ?? "archived brand"
  }
}
