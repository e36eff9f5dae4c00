#include "mig/secrets/token/shape.hpp"
#include "mig/secrets/token/structures.hpp"
#include "mig/secrets/token/tables.hpp"
#include "mig/secrets/token/texts.hpp"

namespace mig::secrets {
namespace {

constexpr TokenFormat kFormats[] = {
    {.rule = "secret-slack-token",
     .title = "Slack token",
     .literals = kTexts<"xoxa-", "xoxb-", "xoxc-", "xoxe-", "xoxo-", "xoxp-", "xoxr-", "xoxs-">,
     .pattern =
         R"((xox[abceoprs]-(?:\d-)?(?:\d{6,14}-){1,4}[0-9A-Za-z/-]{9,}[0-9A-Za-z])(?:[^0-9A-Za-z#*-]|$))",
     .min_entropy = 2,
     .positives = kTexts<"xoxb-610104730013-"
                         "4047444819653-R80GA7XI8qYRDKhCPzW1RFjo",
                         "xoxp-022883218372-8223923"
                         "83565-875528690527-195fac0038bf96e0ca7a763241c85f1b">,
     .negatives = kTexts<"xoxp-"
                         "1234567890",
                         "xoxb-"
                         "my-bot-token">},
    // Slack legacy token.
    {.rule = "secret-slack-token",
     .title = "Slack token",
     .literals = kTexts<"xoxb-", "xoxo-", "xoxp-", "xoxs-", "xoxr-", "xoxa-">,
     .pattern = R"(xox[abors]-(?:\d{6,14}-[0-9A-Za-z]{13,26}|(?:\d+-){3}[0-9A-Fa-f]{8,}))",
     .min_entropy = 2,
     .positives = kTexts<"xoxs-04418907278"
                         "3-421979008-6322591821-8d3e589980">,
     .negatives = kTexts<"xoxs-abc">},
    // Slack workspace token.
    {.rule = "secret-slack-token",
     .title = "Slack token",
     .literals = kTexts<"xoxa-", "xoxr-">,
     .pattern = R"(xox[ar]-(?:\d-)?[0-9A-Za-z]{8,48})",
     .min_entropy = 2,
     .positives = kTexts<"xoxa-2-zo9"
                         "yRfJ8wTuWG3GneUAbaqDT">,
     .negatives = kTexts<"xoxa-n"
                         "yc.github.test">},
    // Slack configuration token.
    {.rule = "secret-slack-token",
     .title = "Slack token",
     .literals = kTexts<"xoxe.xox", "xoxe-">,
     .pattern = R"((?:xoxe\.xox[bp]-\d-[0-9A-Za-z]{120,}|xoxe-\d-[0-9A-Za-z]{120,}))",
     .min_entropy = 2,
     .positives = kTexts<
         "xoxe.xoxp-1-lkZrBCkPn7WBw4oi4dAXWvEyyrGHZUEvtaxRmFvTi25OZf"
         "pxLTC7kgLZRzUECCFdKJjvck92Y5KmXIN1Hg93qfVOX6pG7aiNfGSxbBp58ubDxJi3IZGVdJ1EoeOv0YLWsbpK"
         "7tNeWzzzpXUjVsDbYaOH2vZ1pQe4yNz6">,
     .negatives = kTexts<"xoxe.x"
                         "oxp-1-initial">},
    // Slack cookie.
    {.rule = "secret-slack-token",
     .title = "Slack token",
     .literals = kTexts<"xoxd-">,
     .pattern = "xoxd-[0-9A-Za-z%+/=]{40,}",
     .min_entropy = 3,
     .positives = kTexts<
         "xoxd-ZkqWBCTrjCvilIzbMrOF2j68Xy99V1SmwMwa"
         "887B0m0QLn25SauhTAZlCJXgR9xOZpS3OTEt2im23aH3Ba8L57FigEnFY04B9nSkd25ODdP4CQI5R7IeiOCk">,
     .negatives = kTexts<
         "xoxd-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    // Slack app token.
    {.rule = "secret-slack-token",
     .title = "Slack token",
     .literals = kTexts<"xapp-">,
     .pattern = R"(xapp-(?:\d-[0-9A-Z]+-\d+-[0-9a-z]+|\d{8,14}-[0-9A-Za-z/]{20,30}))",
     .min_entropy = 2,
     .positives = kTexts<"xapp-1-AL5BX9QHU3U-9472061178579"
                         "-b1cd4a99f6acee78a52e015153a84d0d27357d68631a7cdcbcbee0882ff8dfd9">,
     .negatives = kTexts<"xapp-x">},
    {.rule = "secret-slack-webhook",
     .title = "Slack webhook",
     .literals = kTexts<"hooks.slack.com">,
     .pattern = R"(hooks\.slack\.com/(?:services|workflows|triggers)/[0-9A-Za-z+/]{40,80})",
     .min_entropy = 2,
     .positives = kTexts<"https://hooks.slack.com/s"
                         "ervices/T2JA1HWH2/BHB5PZM0I/BqfCWtOuNO1PGW44xGsb3tyF">,
     .negatives = kTexts<"https://hoo"
                         "ks.slack.com/services/">,
     .joins_words = true},
    {.rule = "secret-discord-webhook",
     .title = "Discord webhook",
     .literals = kTexts<"/api/webhooks/">,
     .pattern = R"(/api/webhooks/\d{17,20}/[0-9A-Za-z_-]{60,72})",
     .positives =
         kTexts<"https://discord.com/api/webhooks/1818004"
                "42731368605/yD5WqsPn7COiNw11WcXUyO3AjeaROW0Ivw4CEpRJDemwYVbue-rmh4jgEnsLGSCBmoQ0">,
     .negatives = kTexts<"https://dis"
                         "cord.com/api/webhooks/">,
     .joins_words = true},
    {.rule = "secret-discord-token",
     .title = "Discord token",
     .literals = kTexts<"discord">,
     .pattern =
         R"([MNO][0-9A-Za-z_-]{23,27}\.[0-9A-Za-z_-]{6}\.[0-9A-Za-z_-]{27,40}|[0-9a-f]{64}|[0-9]{17,19}|[0-9A-Za-z=_-]{32})",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"DISCORD_TOKEN = \"MytXdPIb"
                         "yuqjPaftTMF8VL8y.als6MP.QqbvwjjDJL9yDzQn2NR841eqZjp\"",
                         "\"discord_token\": \"cf6593498"
                         "1424a3b6023c169a5b1e85a4aae095df715cb52d4f2955f8513c93f\"">,
     .negatives = kTexts<"discord_TOK"
                         "EN = \"${DISCORD_TOKEN}\"",
                         "discord is a product; its key "
                         "is MIcZx6aqUIzeReZBW2yLegkF.pr9uYS.PBf9hXb41JSf8VYZcihrYDqTmE0">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    // Discord bot token.
    {.rule = "secret-discord-token",
     .title = "Discord token",
     .literals =
         kTexts<"mja", "mjc", "mje", "mjg", "mji", "mjk", "mjm", "mjq", "mju", "mjy", "mta", "mtc",
                "mte", "mtg", "mti", "mtk", "mtm", "mtq", "mtu", "mty", "mza", "mzc", "mze", "mzg",
                "mzi", "mzk", "mzm", "mzq", "mzu", "mzy", "nda", "ndc", "nde", "ndg", "ndi", "ndk",
                "ndm", "ndq", "ndu", "ndy", "nja", "njc", "nje", "njg", "nji", "njk", "njm", "njq",
                "nju", "njy", "nta", "ntc", "nte", "ntg", "nti", "ntk", "ntm", "ntq", "ntu", "nty",
                "nza", "nzc", "nze", "nzg", "nzi", "nzk", "nzm", "nzq", "nzu", "nzy", "oda", "odc",
                "ode", "odg", "odi", "odk", "odm", "odq", "odu", "ody", "ota", "otc", "ote", "otg",
                "oti", "otk", "otm", "otq", "otu", "oty">,
     .pattern = R"([MNO][0-9A-Za-z_-]{23,25}\.[0-9A-Za-z_-]{6}\.[0-9A-Za-z_-]{27,38})",
     .min_entropy = 4,
     .positives = kTexts<"MTA4o8u2x9DG5wjSeNqZP"
                         "je5n.6SVm1b.n1sIgMxJlW11F8g609bvmCN4mKO-Pk">,
     .negatives = kTexts<"MTA4XAUCBCsNrBTV1InC"
                         "o2.P424V2.UnEBFuHbbdRR73V9IZ7I2ta01kUxeP">},
    // Discord bot token.
    {.rule = "secret-discord-token",
     .title = "Discord token",
     .literals = kTexts<"login(", "bot.run(", "client.run(">,
     .pattern =
         R"((?:login|run)\(\s{0,3}["']([MNO][0-9A-Za-z_-]{23,27}\.[0-9A-Za-z_-]{6}\.[0-9A-Za-z_-]{27,40}))",
     .anchored = false,
     .bytes_before = 8,
     .bytes_after = 100,
     .positives = kTexts<"client.login(\"MbBLEo30Y78"
                         "qdXypu95KZKMC.fwdonD.z3pCYtPM06NIR2gKjcIemFvYmJQ\")">,
     .negatives = kTexts<"client"
                         ".login(token)">,
     .joins_words = true},
    {.rule = "secret-telegram-token",
     .title = "Telegram bot token",
     .literals = kTexts<":aa">,
     .pattern = R"((\d{8,10}:AA[0-9A-Za-z_-]{32,33})(?:[^0-9A-Za-z_-]|$))",
     .anchored = false,
     .bytes_before = 10,
     .bytes_after = 34,
     .min_entropy = 3,
     .positives = kTexts<"4188353733:AA30"
                         "mQyHVL0wusOhsPgjZtFMURx2B9XgJbL">,
     .negatives = kTexts<"bot210551226:AAI"
                         "OgaOP_fxtGLCPsm-wGp81xo51GQW3J7W",
                         "foo:AADHQcGgm"
                         "i1KfTBc66kQ6ezXlRxDOXugups">},
    // Telegram bot token in a URL.
    {.rule = "secret-telegram-token",
     .title = "Telegram bot token",
     .literals = kTexts<"/bot">,
     .pattern = R"(/bot(\d{8,10}:[0-9A-Za-z_-]{35}))",
     .positives = kTexts<"https://api.telegram.org/bot"
                         "4123782087:AAnfLSJj87PEFiTLCgIy3cWhruRDpG2Sb_n/sendMessage">,
     .negatives = kTexts<"https://a"
                         "pi.telegram.org/bot">,
     .joins_words = true},
    {.rule = "secret-telegram-token",
     .title = "Telegram bot token",
     .literals = kTexts<"telegr">,
     .pattern = "[0-9]{5,16}:A[0-9A-Za-z_-]{34}",
     .min_entropy = 2,
     .positives = kTexts<"TELEGR_TOKEN = \"99250"
                         "44458:ARXAZTfj9RyFm9iTAuDD9VldDejuCAAMiSh\"">,
     .negatives = kTexts<"telegr_TOK"
                         "EN = \"${TELEGR_TOKEN}\"",
                         "telegr is a product; its k"
                         "ey is 0795475056:AGwH-JnroJ0KfAjCRy8PyCcKeziw2iQREOX">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-teams-webhook",
     .title = "Microsoft Teams webhook",
     .literals = kTexts<"incomingwebhook">,
     .pattern =
         R"((?i)https://[a-z0-9.-]{1,80}office\.com/webhook(?:b2)?/[0-9a-z-]{36}@[0-9a-z-]{36}/IncomingWebhook/[0-9a-z]{32}/[0-9a-z-]{36})",
     .anchored = false,
     .bytes_before = 210,
     .bytes_after = 75,
     .positives = kTexts<
         "https://a.webhook.office.com/webhookb2/12212f0f-89c2-4277-d548-459"
         "ade5310ba@63f34b6b-84cd-7223-5806-4e20790a1ad2/IncomingWebhook/4e715cd3b4f1238fe1320e6"
         "daf34fa7c/26cdad4a-2a4b-7eb0-20d4-2676d5b07df4">,
     .negatives = kTexts<"/Inco"
                         "mingWebhook/">,
     .joins_words = true},
    // Microsoft workflow URL.
    {.rule = "secret-teams-webhook",
     .title = "Microsoft Teams webhook",
     .literals = kTexts<"/triggers/manual/paths/invoke">,
     .pattern = R"(/triggers/manual/paths/invoke\?[^\s"\'<>]{0,}sig=([0-9A-Za-z_-]{40,50}))",
     .positives = kTexts<
         "https://p.logic.test/workflows/x/triggers"
         "/manual/paths/invoke?api-version=1&sig=e6imwMXpOBtCbVq98AQLqKPT_U_XLZb2-jkL4NvmFc4">,
     .negatives = kTexts<"/triggers"
                         "/manual/paths/invoke">,
     .joins_words = true},
    {.rule = "secret-google-chat-webhook",
     .title = "Google Chat webhook",
     .literals = kTexts<"chat.googleapis.com">,
     .pattern =
         R"(chat\.googleapis\.com/v1/spaces/[^\s"\'<>]{5,40}/messages\?key=[^\s"\'<>&]{20,60}&(?:amp;)?token=([0-9A-Za-z_%-]{30,80}))",
     .positives = kTexts<
         "https://chat.googleapis.com/v1/spaces/AAAnZx21puF/"
         "messages?key=PIsZgVuxAxz9FrEi4afKj7Cq1INX5Tym0TXG5TN&token=fC_Dg6u46Xpdd_YWvOw5hzWF0yn"
         "ya69myPotJmLzJ3c">,
     .negatives = kTexts<"https://chat"
                         ".googleapis.com/v1/spaces/">,
     .joins_words = true},
    {.rule = "secret-zapier-webhook",
     .title = "Zapier webhook",
     .literals = kTexts<"hooks.zapier.com">,
     .pattern = R"(hooks\.zapier\.com/hooks/catch/\d{4,12}/[0-9A-Za-z]{6,12})",
     .positives = kTexts<"https://hooks.zap"
                         "ier.com/hooks/catch/1456211/amctyh5/">,
     .negatives = kTexts<"https://"
                         "hooks.zapier.com/">,
     .joins_words = true},
};

}  // namespace

TokenTable chat_formats() {
  return kFormats;
}

}  // namespace mig::secrets
