import Foundation

/// The frame of the sandbox's few pages.
enum SandboxPage {
  static func render(title: String, _ body: String) -> String {
    """
    <!doctype html>
    <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
    <meta name="robots" content="noindex"><title>\(Markup.escape(title)) · Starling sandbox</title>
    <style>\(style)</style></head>
    <body><header><b>Starling sandbox</b><span>Rehearsal: nothing here leaves this machine</span></header>
    <main><h1>\(Markup.escape(title))</h1>\(body)</main></body></html>
    """
  }

  static func card(
    _ post: SandboxPost, author: SandboxAccount, name: String, address: String, html: String,
    counts: Engagement.Counts
  ) -> String {
    """
    <article class="\(post.platform.rawValue)"><p class="who"><i aria-hidden="true">\
    \(Markup.escape(author.displayName.prefix(1)))</i>
    <span><b>\(Markup.escape(author.displayName))</b> <small>\(Markup.escape(name))</small></span>
    <a href="\(Markup.escape(address))"><time datetime="\(Timestamp.text(post.createdAt))">\
    \(Timestamp.text(post.createdAt, digits: 0))</time></a></p>
    <div class="text">\(html)</div>
    <p class="counts"><span>\(counts.replies) replies</span><span>\(counts.reposts) reposts</span>\
    <span>\(counts.likes) likes</span><span class="where">\(post.platform.rawValue.capitalized)</span></p></article>
    """
  }

  private static let style = """
    :root{color-scheme:light dark;--ink:#1b2430;--soft:#5b6878;--line:#dfe5ec;--page:#f4f6f9;--card:#fff;--mark:#5546d8}
    @media (prefers-color-scheme:dark){:root{--ink:#e9edf3;--soft:#9aa7b6;--line:#2c3643;--page:#12171e;--card:#1a212b;--mark:#a79dff}}
    *{box-sizing:border-box}body{margin:0;font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--page)}
    header{display:flex;gap:.75rem;flex-wrap:wrap;padding:.75rem 1.25rem;background:var(--card);border-bottom:1px solid var(--line)}
    header span{color:var(--soft)}main{max-width:40rem;margin:0 auto;padding:1.25rem}h1{font-size:1.35rem;margin:.25rem 0 1rem}
    article{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:1rem 1.1rem;margin:0 0 .9rem}
    .who{display:flex;align-items:center;gap:.6rem;margin:0 0 .4rem}.who small,.who time,.counts{color:var(--soft)}
    .who a{margin-left:auto;text-decoration:none;font-size:.85rem}.who i{display:grid;place-items:center;width:2.2rem;height:2.2rem;
    border-radius:50%;font-style:normal;font-weight:700;color:#fff;background:#6364ff}.bluesky .who i{background:#0a66d0}
    .text{overflow-wrap:anywhere;white-space:pre-line}.text p{margin:.3rem 0;white-space:normal}a{color:var(--mark)}.invisible{display:none}
    .ellipsis::after{content:"…"}.counts{display:flex;gap:1.1rem;font-size:.88rem;margin:.6rem 0 0}.where{margin-left:auto}
    button{font:inherit;margin:.25rem .5rem .25rem 0;padding:.5rem .9rem;border-radius:10px;border:1px solid var(--line);
    background:var(--card);color:var(--ink);cursor:pointer}button:focus-visible,a:focus-visible{outline:3px solid var(--mark);outline-offset:2px}
    """
}
