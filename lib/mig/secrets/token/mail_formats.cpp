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
                         "N = \"t4gd9u9ic3lel3dee11cwg2i68\"">,
     .negatives = kTexts<"mattermost_TO"
                         "KEN = \"${MATTERMOST_TOKEN}\"",
                         "mattermost is a prod"
                         "uct; its key is 415zbp5krnpuv2pmven2m3syda">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-gitter-token",
     .title = "Gitter token",
     .literals = kTexts<"gitter">,
     .pattern = "[0-9A-Za-z_-]{40}",
     .min_entropy = 3,
     .is_valid = shape::has_digit,
     .positives = kTexts<"GITTER_TOKEN = \"389"
                         "c868fc057455e9d69614fcd8b558fbfdc999b\"">,
     .negatives = kTexts<"gitter_TOK"
                         "EN = \"${GITTER_TOKEN}\"",
                         "gitter is a product; its"
                         " key is ca0254bf662e734a1b863d6c35afeaa7340c26c5">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-sendbird-key",
     .title = "Sendbird key",
     .literals = kTexts<"sendbird">,
     .pattern =
         "[0-9a-f]{40}|[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}",
     .min_entropy = 2,
     .positives = kTexts<"SENDBIRD_TOKEN = \"4"
                         "4408015a5c0ffcfa2b02f4ad3f0ea822f8bc0f9\"",
                         "\"sendbird_token\": "
                         "\"2c4979c7-72cf-ed44-650a-df4d80e95971\"">,
     .negatives = kTexts<"sendbird_TOK"
                         "EN = \"${SENDBIRD_TOKEN}\"",
                         "sendbird is a product; i"
                         "ts key is 913445c17ba34441303faa8351ea4ac704575c18">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    // Twilio API key.
    {.rule = "secret-twilio-key",
     .title = "Twilio key",
     .literals = kTexts<"sk0", "sk1", "sk2", "sk3", "sk4", "sk5", "sk6", "sk7", "sk8", "sk9", "ska",
                        "skb", "skc", "skd", "ske", "skf">,
     .pattern = "SK[0-9A-Fa-f]{32}",
     .min_entropy = 3,
     .positives = kTexts<"SKb6525f9fc"
                         "19166d08ea9fc57c89c8236">,
     .negatives = kTexts<"SKxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxx">},
    // Twilio auth token.
    {.rule = "secret-twilio-key",
     .title = "Twilio key",
     .literals = kTexts<"twilio">,
     .pattern = "[0-9a-f]{32}|[0-9A-Za-z]{32}",
     .min_entropy = 3,
     .is_valid = shape::has_digit,
     .positives = kTexts<"TWILIO_TOKEN = \""
                         "6c2120947e9689e2be3ad8144eb51a8c\"">,
     .negatives = kTexts<"twilio_TOK"
                         "EN = \"${TWILIO_TOKEN}\"",
                         "twilio is a product; "
                         "its key is e97d965e0ff22e14863bc23b58f35046">,
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
                         "EN = \"HZP7q3xFhe7SJQWd15UrsqDi4\"",
                         "\"messagebird_token\""
                         ": \"25810435-2e6d-0439-7923-365925e674b6\"">,
     .negatives = kTexts<"messagebird_TO"
                         "KEN = \"${MESSAGEBIRD_TOKEN}\"",
                         "messagebird is a pro"
                         "duct; its key is MPv6HqlZB9JKqvSQrWZ1YgYAV">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-intercom-key",
     .title = "Intercom API key",
     .literals = kTexts<"intercom">,
     .pattern = "[0-9A-Za-z=_-]{60}",
     .min_entropy = 3,
     .positives = kTexts<"INTERCOM_TOKEN = \"arwk5lgo"
                         "lZti2qygD2tPUH9kCpHFd48kr-mafRk4LeJ97v2BZ3S1NHKqQ4yH\"">,
     .negatives = kTexts<"intercom_TOK"
                         "EN = \"${INTERCOM_TOKEN}\"",
                         "intercom is a product; its key "
                         "is 0jkliZll_owrRSXruVXGjUHaK0t8rPmJrPW5F6fbVBt7toIXMvNUa779rBVz">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-sendgrid-key",
     .title = "SendGrid API key",
     .literals = kTexts<"sg.">,
     .pattern = R"((SG\.[0-9A-Za-z=_.-]{66})(?:[^0-9A-Za-z_-]|$))",
     .min_entropy = 3,
     .positives = kTexts<"SG.30Mbuhl6M1L2aZtlsu_B"
                         "VK.BaZhZjfrKGZg1QySb3xZl5tEwJ_P7664FIE0vC-nzfN">,
     .negatives = kTexts<"AG.p-hltNzru_7iePfme0Cs"
                         "X1.PJdYJC9c-pe40C5m5idtnIlvHSyaFriYXsq8JNWEzES">},
    {.rule = "secret-sendinblue-key",
     .title = "Brevo API key",
     .literals = kTexts<"xkeysib-", "xsmtpsib-">,
     .pattern = "x(?:key|smtp)sib-[0-9a-f]{64}-[0-9A-Za-z]{16}",
     .min_entropy = 2,
     .positives = kTexts<"xkeysib-2d16571b454adf8bc15fa"
                         "8684baa8ce403a744262747295ef6a5b90d8575a14a-ULiTwaAnNt94ihsG">,
     .negatives = kTexts<"xkeysib-xxxxxxxxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-xxxxxxxxxxxxxxxx">},
    {.rule = "secret-mailchimp-key",
     .title = "Mailchimp API key",
     .literals = kTexts<"-us">,
     .pattern = "[0-9a-f]{32}-us[0-9]{1,2}",
     .bytes_before = 32,
     .min_entropy = 2.5,
     .positives = kTexts<"6d5ff85dff13"
                         "c58632cbc4d9652cb5f0-us12">,
     .negatives = kTexts<"4814cd57ef5"
                         "48bf140c84086c21a4d-us2">},
    {.rule = "secret-mailgun-key",
     .title = "Mailgun key",
     .literals = kTexts<"key-">,
     .pattern = "(?:pub)?key-[0-9a-f]{32}",
     .min_entropy = 3,
     .positives = kTexts<"key-54b90ae8"
                         "c96bacec9b3928e9faee1eaa">,
     .negatives = kTexts<"key-xxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-mailgun-key",
     .title = "Mailgun key",
     .literals = kTexts<"pubkey-">,
     .pattern = "pubkey-[0-9a-f]{32}",
     .min_entropy = 3,
     .positives = kTexts<"pubkey-c46dbe"
                         "7c4e8cf4c7ea6f798610adc273">,
     .negatives = kTexts<"pubkey-xxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxx">,
     .confidence = Confidence::low},
    // Mailgun signing key.
    {.rule = "secret-mailgun-key",
     .title = "Mailgun key",
     .literals = kTexts<"mailgun">,
     .pattern = "[0-9a-h]{32}-[0-9a-h]{8}-[0-9a-h]{8}",
     .min_entropy = 2,
     .positives = kTexts<"MAILGUN_TOKEN = \"99782"
                         "c194025bca2785055375c6eb2cb-ae629a26-7e8a20ca\"">,
     .negatives = kTexts<"mailgun_TOK"
                         "EN = \"${MAILGUN_TOKEN}\"",
                         "mailgun is a product; its k"
                         "ey is 6a53957b060eec7532fb6b0443dbf301-53d067f1-fe3c730b">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-postmark-token",
     .title = "Postmark token",
     .literals = kTexts<"postmark">,
     .pattern = "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}",
     .min_entropy = 2,
     .positives = kTexts<"POSTMARK_TOKEN = \""
                         "563f2b35-b17e-ac9b-8bee-2653d9ea580e\"">,
     .negatives = kTexts<"postmark_TOK"
                         "EN = \"${POSTMARK_TOKEN}\"",
                         "postmark is a product; "
                         "its key is 995f861a-329b-b15f-43c2-cf1de5b77935">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-resend-key",
     .title = "Resend API key",
     .literals = kTexts<"re_">,
     .pattern = "re_[0-9A-Za-z]{8}_[0-9A-Za-z]{24}",
     .min_entropy = 3,
     .positives = kTexts<"re_vbpoL3jW_"
                         "tZjOrravygJVjo0rGeFvAFyF">,
     .negatives = kTexts<"re_xxxxxxxx_"
                         "xxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-mailersend-key",
     .title = "MailerSend API key",
     .literals = kTexts<"mlsn.">,
     .pattern = R"(mlsn\.[0-9a-f]{64})",
     .min_entropy = 3,
     .positives = kTexts<"mlsn.f6a8c17f0ff8ce2e69"
                         "9dc4dd9279ff7f00bced811d84fb642a2f28414bd191ae">,
     .negatives = kTexts<"mlsn.xxxxxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
};

}  // namespace

TokenTable mail_formats() {
  return kFormats;
}

}  // namespace mig::secrets
