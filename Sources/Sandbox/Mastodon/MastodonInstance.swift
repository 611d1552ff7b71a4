extension MastodonServer {
  var instanceRoutes: [Route] {
    [
      Route("GET", "/api/v2/instance", "instance.show") { call in
        self.reply(200, self.instance, try self.count(call))
      },
      Route("GET", "/.well-known/nodeinfo", "nodeinfo.discovery") { _ in self.reply(200, self.nodeInfoLinks) },
      Route("GET", "/nodeinfo/2.0", "nodeinfo.show") { _ in self.reply(200, self.nodeInfo) },
      Route("GET", "/health", "health") { _ in
        Reply(200, headers: [("Content-Type", "text/plain; charset=utf-8")], body: Array("OK".utf8))
      },
    ]
  }

  static let mediaTypes = [
    "image/jpeg", "image/png", "image/gif", "image/heic", "image/heif", "image/webp", "image/avif", "video/webm",
    "video/mp4", "video/quicktime", "video/ogg", "audio/wave", "audio/wav", "audio/x-wav", "audio/x-pn-wave",
    "audio/vnd.wave", "audio/ogg", "audio/vorbis", "audio/mpeg", "audio/mp3", "audio/webm", "audio/flac", "audio/aac",
    "audio/m4a", "audio/x-m4a", "audio/mp4", "audio/3gpp", "video/x-ms-asf",
  ]

  private var instance: JSON {
    [
      "domain": .string(domain), "title": "Starling sandbox", "version": .string(Self.version),
      "source_url": "https://github.com/mastodon/mastodon",
      "description": "A rehearsal space. Nothing here leaves this machine.",
      "usage": ["users": ["active_month": .int(world.accounts.count { $0.platform == .mastodon })]],
      "thumbnail": ["url": .string(base + "/packs/preview.png"), "description": ""], "icon": [], "languages": ["en"],
      "configuration": configuration,
      "registrations": [
        "enabled": false, "approval_required": false, "reason_required": false, "message": nil, "min_age": nil,
        "url": nil,
      ],
      "api_versions": ["mastodon": 11], "wrapstodon": nil, "contact": ["email": "", "account": nil],
      "rules": [["id": "1", "text": "Paid posts say so in the first line.", "hint": "", "translations": [:]]],
    ]
  }

  private var configuration: JSON {
    [
      "urls": [
        "streaming": .string("ws://" + domain), "status": nil, "about": .string(base + "/about"),
        "privacy_policy": .string(base + "/privacy-policy"), "terms_of_service": nil,
      ],
      "vapid": [
        "public_key": "BAhxXyHfAoMqrZECjRI56F5QrE4ynVlkZFMdKSpTIsWRNoWUVgut-Bnz2xsMSwiN4AF0b4I7ixF24OwiicOJivw="
      ],
      "accounts": [
        "max_display_name_length": 40, "max_note_length": 500, "max_avatar_description_length": 150,
        "max_header_description_length": 150, "max_featured_tags": 10, "max_pinned_statuses": 5,
        "max_profile_fields": 4, "profile_field_name_limit": 255, "profile_field_value_limit": 255,
      ],
      "statuses": [
        "max_characters": .int(limits.maxCharacters), "max_media_attachments": .int(limits.maxAttachments),
        "characters_reserved_per_url": .int(limits.charactersPerURL),
      ],
      "media_attachments": [
        "description_limit": .int(limits.descriptionCharacters), "image_matrix_limit": 33_177_600,
        "image_size_limit": .int(limits.imageBytes), "supported_mime_types": .array(Self.mediaTypes.map(JSON.string)),
        "video_frame_rate_limit": 120, "video_matrix_limit": 8_294_400, "video_size_limit": .int(limits.videoBytes),
      ],
      "polls": [
        "max_options": 4, "max_characters_per_option": 50, "min_expiration": 300, "max_expiration": 2_629_746,
      ],
      "translation": ["enabled": false],
      "timelines_access": [
        "live_feeds": ["local": "public", "remote": "public"],
        "hashtag_feeds": ["local": "public", "remote": "public"],
        "trending_link_feeds": ["local": "public", "remote": "public"],
      ],
      "limited_federation": false,
    ]
  }

  private var nodeInfoLinks: JSON {
    [
      "links": [
        ["rel": "http://nodeinfo.diaspora.software/ns/schema/2.0", "href": .string(base + "/nodeinfo/2.0")]
      ]
    ]
  }

  private var nodeInfo: JSON {
    let users = world.accounts.count { $0.platform == .mastodon }
    return [
      "version": "2.0", "software": ["name": "mastodon", "version": .string(Self.version)],
      "protocols": ["activitypub"], "services": ["outbound": [], "inbound": []],
      "usage": [
        "users": ["total": .int(users), "activeMonth": .int(users), "activeHalfyear": .int(users)],
        "localPosts": .int(world.posts(.mastodon).count { $0.deletedAt == nil }),
      ],
      "openRegistrations": false, "metadata": ["nodeName": "Starling sandbox", "nodeDescription": ""],
    ]
  }
}
