#include "mig/secrets/token/shape.hpp"
#include "mig/secrets/token/structures.hpp"
#include "mig/secrets/token/tables.hpp"
#include "mig/secrets/token/texts.hpp"

namespace mig::secrets {
namespace {

constexpr TokenFormat kFormats[] = {
    {.rule = "secret-mattermost-token",
     .title = "Mattermost token",
     .literals = kTexts<"mattermost">,
     .pattern = "[0-9a-z]{26}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"MATTERMOST_TOKE"
                         "N = \"5lf6mn15rsf62gxtco4zfpiz6v\"">,
     .negatives = kTexts<"mattermost_TO"
                         "KEN = \"${MATTERMOST_TOKEN}\"",
                         "mattermost is a prod"
                         "uct; its key is afe805k9cinxttxgtnb5b87q3x">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-gitter-token",
     .title = "Gitter token",
     .literals = kTexts<"gitter">,
     .pattern = "[0-9A-Za-z_-]{40}",
     .min_entropy = 3,
     .is_valid = shape::has_digit,
     .positives = kTexts<"GITTER_TOKEN = \"ee5"
                         "a77f65b3ce8c51dc9c6ef9c3ab292c2dfe29b\"">,
     .negatives = kTexts<"gitter_TOK"
                         "EN = \"${GITTER_TOKEN}\"",
                         "gitter is a product; its"
                         " key is d5230619c3f9f31a41e525e122dd1b3e4fdfc07f">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-sendbird-key",
     .title = "Sendbird key",
     .literals = kTexts<"sendbird">,
     .pattern =
         "[0-9a-f]{40}|[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}",
     .min_entropy = 2,
     .positives = kTexts<"SENDBIRD_TOKEN = \"5"
                         "867aae76a26e6e9c10389c868fc057455e9d696\"",
                         "\"sendbird_token\": "
                         "\"14fcd8b5-58fb-fdc9-99bc-a0254bf662e7\"">,
     .negatives = kTexts<"sendbird_TOK"
                         "EN = \"${SENDBIRD_TOKEN}\"",
                         "sendbird is a product; i"
                         "ts key is 34a1b863d6c35afeaa7340c26c544408015a5c0f">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-twilio-key",
     .title = "Twilio API key",
     .literals = kTexts<"sk0", "sk1", "sk2", "sk3", "sk4", "sk5", "sk6", "sk7", "sk8", "sk9", "ska",
                        "skb", "skc", "skd", "ske", "skf">,
     .pattern = "SK[0-9A-Fa-f]{32}",
     .min_entropy = 3,
     .positives = kTexts<"SKfcfa2b02f"
                         "4ad3f0ea822f8bc0f92c497">,
     .negatives = kTexts<"SKxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-twilio-key",
     .title = "Twilio auth token",
     .literals = kTexts<"twilio">,
     .pattern = "[0-9a-f]{32}|[0-9A-Za-z]{32}",
     .min_entropy = 3,
     .is_valid = shape::has_digit,
     .positives = kTexts<"TWILIO_TOKEN = \""
                         "9c772cfed44650adf4d80e9597191344\"">,
     .negatives = kTexts<"twilio_TOK"
                         "EN = \"${TWILIO_TOKEN}\"",
                         "twilio is a product; "
                         "its key is 5c17ba34441303faa8351ea4ac704575">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-messagebird-key",
     .title = "MessageBird key",
     .literals = kTexts<"messagebird", "message_bird", "message-bird">,
     .pattern = "[0-9A-Za-z]{25}|[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-"
                "Fa-f]{12}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"MESSAGEBIRD_TOK"
                         "EN = \"ZC9oo0zR9uXMLxEhLeT1e3Ygu\"",
                         "\"messagebird_token\""
                         ": \"19166d08-ea9f-c57c-89c8-2366c2120947\"">,
     .negatives = kTexts<"messagebird_TO"
                         "KEN = \"${MESSAGEBIRD_TOKEN}\"",
                         "messagebird is a pro"
                         "duct; its key is jyv3d2TlNuQqjnlrnScFvWgwl">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-intercom-key",
     .title = "Intercom API key",
     .literals = kTexts<"intercom">,
     .pattern = "[0-9A-Za-z=_-]{60}",
     .min_entropy = 3,
     .positives = kTexts<"INTERCOM_TOKEN = \"r6Oo3jFT"
                         "R7vUGqhw5nf2lZW5A8_KJ5GSibMsyJOsVi9PXCQaPyeL9lSgt6ps\"">,
     .negatives = kTexts<"intercom_TOK"
                         "EN = \"${INTERCOM_TOKEN}\"",
                         "intercom is a product; its key "
                         "is oGLWhGBSMXJ5a2AQNnfmIPPbWlKX6adRsZZfPzCSVkhsywwAqrwk5lgolZtR">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-sendgrid-key",
     .title = "SendGrid API key",
     .literals = kTexts<"sg.">,
     .pattern = R"((SG\.[0-9A-Za-z=_.-]{66})(?:[^0-9A-Za-z_-]|$))",
     .min_entropy = 3,
     .positives = kTexts<"SG.V2qygD2tPUH9kCpHFd48"
                         "kp.t-mafRk4LeJ97v2BZ3S1NHKqQ4y1OjkliZll_owrRSn">,
     .negatives = kTexts<"AG.wXruVXGjUHaK0t8rPmJr"
                         "PL.r5F6fbVBt7toIXMvNUa779rBV0Mbuhl6M1L2aZtlsu1">},
    {.rule = "secret-sendinblue-key",
     .title = "Brevo API key",
     .literals = kTexts<"xkeysib-", "xsmtpsib-">,
     .pattern = "x(?:key|smtp)sib-[0-9a-f]{64}-[0-9A-Za-z]{16}",
     .min_entropy = 2,
     .positives = kTexts<"xkeysib-f055668687a2168d4c46d"
                         "c69eb1c2f3eeee121db0f9c706f89b3cabfe873797d-BWLp1EOoMEBkeOfU">,
     .negatives = kTexts<"xkeysib-xxxxxxxxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-xxxxxxxxxxxxxxxx">},
    {.rule = "secret-mailchimp-key",
     .title = "Mailchimp API key",
     .literals = kTexts<"-us">,
     .pattern = "[0-9a-f]{32}-us[0-9]{1,2}",
     .bytes_before = 32,
     .min_entropy = 2.5,
     .positives = kTexts<"7ed0e9e87b92"
                         "9b14c61a865baf2351c1-us12">,
     .negatives = kTexts<"792d16571b4"
                         "54adf8bc15fa8684baa-us2">},
    {.rule = "secret-mailgun-key",
     .title = "Mailgun key",
     .literals = kTexts<"key-">,
     .pattern = "(?:pub)?key-[0-9a-f]{32}",
     .min_entropy = 3,
     .positives = kTexts<"key-8ce403a7"
                         "44262747295ef6a5b90d8575">,
     .negatives = kTexts<"key-xxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-mailgun-key",
     .title = "Mailgun key",
     .literals = kTexts<"pubkey-">,
     .pattern = "pubkey-[0-9a-f]{32}",
     .min_entropy = 3,
     .positives = kTexts<"pubkey-a14a41"
                         "511b3364a59d0636d5ff85dff1">,
     .negatives = kTexts<"pubkey-xxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxx">,
     .confidence = Confidence::low},
    {.rule = "secret-mailgun-key",
     .title = "Mailgun signing key",
     .literals = kTexts<"mailgun">,
     .pattern = "[0-9a-h]{32}-[0-9a-h]{8}-[0-9a-h]{8}",
     .min_entropy = 2,
     .positives = kTexts<"MAILGUN_TOKEN = \"3c586"
                         "32cbc4d9652cb5f04814cd57ef5-48bf140c-84086c21\"">,
     .negatives = kTexts<"mailgun_TOK"
                         "EN = \"${MAILGUN_TOKEN}\"",
                         "mailgun is a product; its k"
                         "ey is a4d54b90ae8c96bacec9b3928e9faee1-eaac46db-e7c4e8cf">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-postmark-token",
     .title = "Postmark token",
     .literals = kTexts<"postmark">,
     .pattern = "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}",
     .min_entropy = 2,
     .positives = kTexts<"POSTMARK_TOKEN = \""
                         "4c7ea6f7-9861-0adc-2739-9782c194025b\"">,
     .negatives = kTexts<"postmark_TOK"
                         "EN = \"${POSTMARK_TOKEN}\"",
                         "postmark is a product; "
                         "its key is ca278505-5375-c6eb-2cba-e629a267e8a2">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-resend-key",
     .title = "Resend API key",
     .literals = kTexts<"re_">,
     .pattern = "re_[0-9A-Za-z]{8}_[0-9A-Za-z]{24}",
     .min_entropy = 3,
     .positives = kTexts<"re_0B2zYV1l_"
                         "jMpkVK40HTsk0uLhpOxoWANB">,
     .negatives = kTexts<"re_xxxxxxxx_"
                         "xxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-mailersend-key",
     .title = "MailerSend API key",
     .literals = kTexts<"mlsn.">,
     .pattern = R"(mlsn\.[0-9a-f]{64})",
     .min_entropy = 3,
     .positives = kTexts<"mlsn.eec7532fb6b0443dbf"
                         "30153d067f1fe3c730b563f2b35b17eac9b8bee2653d9e">,
     .negatives = kTexts<"mlsn.xxxxxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
};

}  // namespace

TokenTable mail_formats() {
  return kFormats;
}

}  // namespace mig::secrets
