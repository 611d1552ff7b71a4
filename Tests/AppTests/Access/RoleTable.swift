import Foundation

/// Who may call what: every route of the program, and the callers that reach its act. `nobody` is not signed in;
/// `narrow-key` is an owner's access key without a scope that any route needs.
enum RoleTable {
  static let callers = ["nobody", "viewer", "reviewer", "editor", "admin", "owner", "narrow-key"]

  static func line(_ route: String, _ allowed: [String]) -> String {
    let cells = callers.map { caller in (allowed.contains(caller) ? caller : "-").padding(to: caller.count) }
    return (route.padding(to: 56) + cells.joined(separator: " ")).trimmingCharacters(in: .whitespaces)
  }

  static let text = """
    GET /                                                   -      viewer reviewer editor admin owner -
    GET /audit                                              -      -      -        -      admin owner -
    GET /brands                                             -      viewer reviewer editor admin owner -
    POST /brands                                            -      -      -        -      admin owner -
    GET /brands/new                                         -      -      -        -      admin owner -
    GET /brands/{brand_id}                                  -      viewer reviewer editor admin owner -
    GET /brands/{brand_id}/edit                             -      -      -        -      admin owner -
    POST /brands/{brand_id}/edit                            -      -      -        -      admin owner -
    GET /brands/{brand_id}/voice                            -      viewer reviewer editor admin owner -
    POST /brands/{brand_id}/voice/train                     -      -      -        editor admin owner -
    POST /brands/{brand_id}/voice/{voice_id}/activate       -      -      -        editor admin owner -
    GET /briefs                                             -      viewer reviewer editor admin owner -
    POST /briefs                                            -      -      -        editor admin owner -
    GET /briefs/new                                         -      -      -        editor admin owner -
    GET /briefs/{brief_id}                                  -      viewer reviewer editor admin owner -
    GET /briefs/{brief_id}/board                            -      viewer reviewer editor admin owner -
    GET /briefs/{brief_id}/edit                             -      -      -        editor admin owner -
    POST /briefs/{brief_id}/edit                            -      -      -        editor admin owner -
    POST /briefs/{brief_id}/generate                        -      -      -        editor admin owner -
    GET /connections                                        -      viewer reviewer editor admin owner -
    POST /connections                                       -      -      -        -      admin owner -
    POST /connections/rehearsal                             -      -      -        -      admin owner -
    POST /connections/{connector_id}/check                  -      viewer reviewer editor admin owner -
    POST /connections/{connector_id}/remove                 -      -      -        -      admin owner -
    POST /connections/{connector_id}/switch                 -      -      -        -      admin owner -
    GET /docs/api                                           nobody viewer reviewer editor admin owner narrow-key
    GET /go/{resource}                                      -      viewer reviewer editor admin owner narrow-key
    GET /healthz                                            nobody viewer reviewer editor admin owner narrow-key
    GET /join                                               nobody viewer reviewer editor admin owner narrow-key
    POST /join                                              nobody viewer reviewer editor admin owner narrow-key
    POST /join/accept                                       nobody viewer reviewer editor admin owner narrow-key
    GET /notifications                                      -      viewer reviewer editor admin owner narrow-key
    GET /notifications/choices                              -      viewer reviewer editor admin owner narrow-key
    POST /notifications/choices                             -      viewer reviewer editor admin owner -
    POST /notifications/read                                -      viewer reviewer editor admin owner -
    GET /openapi.json                                       nobody viewer reviewer editor admin owner narrow-key
    GET /people                                             -      viewer reviewer editor admin owner -
    POST /people/invitations/{invite_id}/revoke             -      -      -        -      admin owner -
    POST /people/invite                                     -      -      -        -      admin owner -
    POST /people/{member_id}/access                         -      -      -        -      admin owner -
    POST /people/{member_id}/remove                         -      -      -        -      admin owner -
    GET /posts                                              -      viewer reviewer editor admin owner -
    GET /posts/{post_id}                                    -      viewer reviewer editor admin owner -
    POST /posts/{post_id}/archive                           -      -      -        editor admin owner -
    POST /posts/{post_id}/choose                            -      -      -        editor admin owner -
    POST /posts/{post_id}/keep                              -      -      -        editor admin owner -
    POST /posts/{post_id}/publish                           -      -      -        editor admin owner -
    POST /posts/{post_id}/restore                           -      -      -        editor admin owner -
    POST /posts/{post_id}/retry                             -      -      -        editor admin owner -
    POST /posts/{post_id}/schedule                          -      -      -        editor admin owner -
    GET /publications/{publication_id}                      -      viewer reviewer editor admin owner -
    POST /publications/{publication_id}/cancel              -      -      -        editor admin owner -
    POST /publications/{publication_id}/decide              -      -      -        editor admin owner -
    POST /publications/{publication_id}/delete              -      -      -        editor admin owner -
    POST /publications/{publication_id}/reschedule          -      -      -        editor admin owner -
    GET /readyz                                             nobody viewer reviewer editor admin owner narrow-key
    GET /insights                                           -      viewer reviewer editor admin owner -
    POST /insights/reports                                  -      -      -        editor admin owner -
    GET /schedule                                           -      viewer reviewer editor admin owner -
    POST /schedule/resume                                   -      -      -        -      admin owner -
    POST /schedule/stop                                     -      -      -        -      admin owner -
    GET /settings                                           -      viewer reviewer editor admin owner narrow-key
    POST /settings/keys                                     -      viewer reviewer editor admin owner -
    POST /settings/keys/{key_id}/revoke                     -      viewer reviewer editor admin owner -
    GET /settings/models                                    -      -      -        -      admin owner -
    POST /settings/models/limits                            -      -      -        -      admin owner -
    POST /settings/models/ollama                            -      -      -        -      admin owner -
    POST /settings/models/providers                         -      -      -        -      admin owner -
    POST /settings/models/routing                           -      -      -        -      admin owner -
    GET /settings/models/{provider_id}                      -      -      -        -      admin owner -
    POST /settings/models/{provider_id}/edit                -      -      -        -      admin owner -
    POST /settings/models/{provider_id}/remove              -      -      -        -      admin owner -
    POST /settings/models/{provider_id}/test                -      -      -        -      admin owner -
    POST /settings/organisation/remove                      -      viewer reviewer editor admin owner -
    POST /settings/password                                 -      viewer reviewer editor admin owner -
    POST /settings/profile                                  -      viewer reviewer editor admin owner -
    GET /sign-in                                            nobody viewer reviewer editor admin owner narrow-key
    POST /sign-in                                           nobody viewer reviewer editor admin owner narrow-key
    POST /sign-out                                          -      viewer reviewer editor admin owner -
    GET /start                                              nobody viewer reviewer editor admin owner narrow-key
    POST /start                                             nobody viewer reviewer editor admin owner narrow-key
    POST /start/another                                     -      viewer reviewer editor admin owner -
    POST /start/demo                                        nobody viewer reviewer editor admin owner narrow-key
    POST /start/own                                         nobody viewer reviewer editor admin owner narrow-key
    GET /static/{file}                                      nobody viewer reviewer editor admin owner narrow-key
    GET /status                                             nobody viewer reviewer editor admin owner narrow-key
    GET /v1/access-keys                                     -      viewer reviewer editor admin owner narrow-key
    POST /v1/access-keys                                    -      viewer reviewer editor admin owner -
    DELETE /v1/access-keys/{key_id}                         -      viewer reviewer editor admin owner -
    GET /v1/audit                                           -      -      -        -      admin owner -
    POST /v1/auth/login                                     nobody viewer reviewer editor admin owner narrow-key
    POST /v1/auth/logout                                    -      viewer reviewer editor admin owner -
    POST /v1/auth/refresh                                   nobody viewer reviewer editor admin owner narrow-key
    GET /v1/brands                                          -      viewer reviewer editor admin owner -
    POST /v1/brands                                         -      -      -        -      admin owner -
    GET /v1/brands/{brand_id}                               -      viewer reviewer editor admin owner -
    PATCH /v1/brands/{brand_id}                             -      -      -        -      admin owner -
    POST /v1/brands/{brand_id}/archive                      -      -      -        -      admin owner -
    POST /v1/brands/{brand_id}/publishing/resume            -      -      -        -      admin owner -
    GET /v1/brands/{brand_id}/publishing/stop               -      viewer reviewer editor admin owner -
    POST /v1/brands/{brand_id}/publishing/stop              -      -      -        -      admin owner -
    POST /v1/brands/{brand_id}/restore                      -      -      -        -      admin owner -
    GET /v1/brands/{brand_id}/versions                      -      viewer reviewer editor admin owner -
    GET /v1/brands/{brand_id}/voice                         -      viewer reviewer editor admin owner -
    GET /v1/brands/{brand_id}/voice/examples                -      viewer reviewer editor admin owner -
    POST /v1/brands/{brand_id}/voice/train                  -      -      -        editor admin owner -
    GET /v1/brands/{brand_id}/voice/versions                -      viewer reviewer editor admin owner -
    POST /v1/brands/{brand_id}/voice/{voice_id}/activate    -      -      -        editor admin owner -
    GET /v1/briefs                                          -      viewer reviewer editor admin owner -
    POST /v1/briefs                                         -      -      -        editor admin owner -
    GET /v1/briefs/{brief_id}                               -      viewer reviewer editor admin owner -
    PATCH /v1/briefs/{brief_id}                             -      -      -        editor admin owner -
    POST /v1/briefs/{brief_id}/archive                      -      -      -        editor admin owner -
    POST /v1/briefs/{brief_id}/restore                      -      -      -        editor admin owner -
    GET /v1/campaigns                                       -      viewer reviewer editor admin owner -
    POST /v1/campaigns                                      -      -      -        editor admin owner -
    GET /v1/campaigns/{campaign_id}                         -      viewer reviewer editor admin owner -
    PATCH /v1/campaigns/{campaign_id}                       -      -      -        editor admin owner -
    POST /v1/campaigns/{campaign_id}/archive                -      -      -        editor admin owner -
    POST /v1/campaigns/{campaign_id}/restore                -      -      -        editor admin owner -
    GET /v1/connectors                                      -      viewer reviewer editor admin owner -
    POST /v1/connectors                                     -      -      -        -      admin owner -
    DELETE /v1/connectors/{connector_id}                    -      -      -        -      admin owner -
    POST /v1/connectors/{connector_id}/disable              -      -      -        -      admin owner -
    POST /v1/connectors/{connector_id}/enable               -      -      -        -      admin owner -
    POST /v1/connectors/{connector_id}/resume               -      -      -        -      admin owner -
    GET /v1/connectors/{connector_id}/status                -      viewer reviewer editor admin owner -
    GET /v1/connectors/{connector_id}/stop                  -      viewer reviewer editor admin owner -
    POST /v1/connectors/{connector_id}/stop                 -      -      -        -      admin owner -
    GET /v1/events                                          -      viewer reviewer editor admin owner -
    GET /v1/events/ws                                       -      viewer reviewer editor admin owner -
    GET /v1/invitations                                     -      -      -        -      admin owner -
    POST /v1/invitations                                    -      -      -        -      admin owner -
    POST /v1/invitations/accept                             nobody viewer reviewer editor admin owner narrow-key
    DELETE /v1/invitations/{invite_id}                      -      -      -        -      admin owner -
    GET /v1/me                                              -      viewer reviewer editor admin owner narrow-key
    PATCH /v1/me                                            -      viewer reviewer editor admin owner -
    POST /v1/me/password                                    -      viewer reviewer editor admin owner -
    GET /v1/members                                         -      viewer reviewer editor admin owner -
    DELETE /v1/members/{member_id}                          -      -      -        -      admin owner -
    PATCH /v1/members/{member_id}                           -      -      -        -      admin owner -
    GET /v1/metrics                                         -      viewer reviewer editor admin owner -
    GET /v1/model-calls                                     -      -      -        -      admin owner -
    GET /v1/model-calls/{call_id}                           -      -      -        -      admin owner -
    GET /v1/model-offers                                    -      -      -        -      admin owner -
    GET /v1/model-providers                                 -      -      -        -      admin owner -
    POST /v1/model-providers                                -      -      -        -      admin owner -
    DELETE /v1/model-providers/{provider_id}                -      -      -        -      admin owner -
    GET /v1/model-providers/{provider_id}                   -      -      -        -      admin owner -
    PATCH /v1/model-providers/{provider_id}                 -      -      -        -      admin owner -
    POST /v1/model-providers/{provider_id}/test             -      -      -        -      admin owner -
    GET /v1/model-settings                                  -      -      -        -      admin owner -
    PUT /v1/model-settings                                  -      -      -        -      admin owner -
    GET /v1/model-usage                                     -      -      -        -      admin owner -
    GET /v1/notifications                                   -      viewer reviewer editor admin owner narrow-key
    GET /v1/notifications/choices                           -      viewer reviewer editor admin owner narrow-key
    PUT /v1/notifications/choices                           -      viewer reviewer editor admin owner -
    POST /v1/notifications/read                             -      viewer reviewer editor admin owner -
    GET /v1/operations/{operation_id}                       -      viewer reviewer editor admin owner -
    POST /v1/operations/{operation_id}/cancel               -      -      -        editor admin owner -
    GET /v1/posts                                           -      viewer reviewer editor admin owner -
    POST /v1/posts/generate                                 -      -      -        editor admin owner -
    GET /v1/posts/{post_id}                                 -      viewer reviewer editor admin owner -
    POST /v1/posts/{post_id}/archive                        -      -      -        editor admin owner -
    POST /v1/posts/{post_id}/choose                         -      -      -        editor admin owner -
    POST /v1/posts/{post_id}/keep                           -      -      -        editor admin owner -
    POST /v1/posts/{post_id}/publish                        -      -      -        editor admin owner -
    POST /v1/posts/{post_id}/restore                        -      -      -        editor admin owner -
    POST /v1/posts/{post_id}/retry                          -      -      -        editor admin owner -
    POST /v1/posts/{post_id}/schedule                       -      -      -        editor admin owner -
    GET /v1/publications                                    -      viewer reviewer editor admin owner -
    GET /v1/publications/{publication_id}                   -      viewer reviewer editor admin owner -
    POST /v1/publications/{publication_id}/cancel           -      -      -        editor admin owner -
    POST /v1/publications/{publication_id}/decide           -      -      -        editor admin owner -
    POST /v1/publications/{publication_id}/delete           -      -      -        editor admin owner -
    POST /v1/publications/{publication_id}/reschedule       -      -      -        editor admin owner -
    POST /v1/publishing/resume                              -      -      -        -      admin owner -
    GET /v1/publishing/stop                                 -      viewer reviewer editor admin owner -
    POST /v1/publishing/stop                                -      -      -        -      admin owner -
    GET /v1/reports                                         -      viewer reviewer editor admin owner -
    POST /v1/reports                                        -      -      -        editor admin owner -
    GET /v1/reports/{report_id}                             -      viewer reviewer editor admin owner -
    GET /v1/reports/{report_id}/file                        nobody viewer reviewer editor admin owner narrow-key
    GET /v1/slo                                             -      viewer reviewer editor admin owner -
    GET /v1/usage                                           -      viewer reviewer editor admin owner -
    GET /v1/variants/{variant_id}                           -      viewer reviewer editor admin owner -
    PATCH /v1/variants/{variant_id}                         -      -      -        editor admin owner -
    POST /v1/variants/{variant_id}/score                    -      -      reviewer editor admin owner -
    POST /v1/variants/{variant_id}/translate                -      -      -        editor admin owner -
    POST /variants/{variant_id}/edit                        -      -      -        editor admin owner -
    GET /voice                                              -      viewer reviewer editor admin owner -
    """
}

extension String {
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
