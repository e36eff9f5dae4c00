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
     .positives = kTexts<"xoxb-699369020145-"
                         "8506493319767-d7AUONQdEvM6dkpWzTLgCltJ",
                         "xoxp-231671341792-1286187"
                         "37179-699873707269-43c31208e60027819f9882cb7830b4c8">,
     .negatives = kTexts<"xoxp-"
                         "1234567890",
                         "xoxb-"
                         "my-bot-token">},
    {.rule = "secret-slack-token",
     .title = "Slack legacy token",
     .literals = kTexts<"xoxb-", "xoxo-", "xoxp-", "xoxs-", "xoxr-", "xoxa-">,
     .pattern = R"(xox[abors]-(?:\d{6,14}-[0-9A-Za-z]{13,26}|(?:\d+-){3}[0-9A-Fa-f]{8,}))",
     .min_entropy = 2,
     .positives = kTexts<"xoxs-02803541802"
                         "2-883218372-8223923835-dbfaa4d0b4">,
     .negatives = kTexts<"xoxs-abc">},
    {.rule = "secret-slack-token",
     .title = "Slack workspace token",
     .literals = kTexts<"xoxa-", "xoxr-">,
     .pattern = R"(xox[ar]-(?:\d-)?[0-9A-Za-z]{8,48})",
     .min_entropy = 2,
     .positives = kTexts<"xoxa-2-oew"
                         "DlTL1eU343ZABGRXe2S6M">,
     .negatives = kTexts<"xoxa-n"
                         "yc.github.test">},
    {.rule = "secret-slack-token",
     .title = "Slack configuration token",
     .literals = kTexts<"xoxe.xox", "xoxe-">,
     .pattern = R"((?:xoxe\.xox[bp]-\d-[0-9A-Za-z]{120,200}|xoxe-\d-[0-9A-Za-z]{120,180}))",
     .min_entropy = 2,
     .positives = kTexts<
         "xoxe.xoxp-1-xc8AYU4PUPkNH72F5puI9D2ZQLg0zeCnXDRrSE2hkAdpIf"
         "siPSLHz2ldlu8CoAju7buP59Iw6JXkFiKH9RvbGcrLQSlTQAzo9yRfJ8wTuWG3GneUAbaqDTlkZrBCkPn7WBw4"
         "oi4dAXWvEyyrGHZUEvtaxRmFvTi25OZf">,
     .negatives = kTexts<"xoxe.x"
                         "oxp-1-initial">},
    {.rule = "secret-slack-token",
     .title = "Slack cookie",
     .literals = kTexts<"xoxd-">,
     .pattern = "xoxd-[0-9A-Za-z%+/=]{40,300}",
     .min_entropy = 3,
     .positives = kTexts<
         "xoxd-pxLTC7kgLZRzUECCFdKJjvck92Y5KmXIN1Hg"
         "93qfVOX6pG7aiNfGSxbBp58ubDxJi3IZGVdJ1EoeOv0YLWsbpK7tNeWzzzpXUjVsDbYaOH2vZ1pQe4yNz6Zk">,
     .negatives = kTexts<
         "xoxd-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-slack-token",
     .title = "Slack app token",
     .literals = kTexts<"xapp-">,
     .pattern = R"(xapp-(?:\d-[0-9A-Z]+-\d+-[0-9a-z]+|\d{8,14}-[0-9A-Za-z/]{20,30}))",
     .min_entropy = 2,
     .positives = kTexts<"xapp-1-AWBCT9C8I1M-3185549360942"
                         "-9d90c14b87c9792d30d5222c09e71e718484f715f0b83aea8f51c32fafb1cd4a">,
     .negatives = kTexts<"xapp-x">},
    {.rule = "secret-slack-webhook",
     .title = "Slack webhook",
     .literals = kTexts<"hooks.slack.com">,
     .pattern = R"(hooks\.slack\.com/(?:services|workflows|triggers)/[0-9A-Za-z+/]{40,80})",
     .min_entropy = 2,
     .positives = kTexts<"https://hooks.slack.com/s"
                         "ervices/TTS4MVZ22/BPRV77LE2/0BCL1l6qmCLi2lHhiVlt67Rj">,
     .negatives = kTexts<"https://hoo"
                         "ks.slack.com/services/">,
     .joins_words = true},
    {.rule = "secret-discord-webhook",
     .title = "Discord webhook",
     .literals = kTexts<"/api/webhooks/">,
     .pattern = R"(/api/webhooks/\d{17,20}/[0-9A-Za-z_-]{60,72})",
     .positives =
         kTexts<"https://discord.com/api/webhooks/2606131"
                "99239634319/5Frcy3xszt65BjhJ89i1_1n5SA3PsP5OD-ezZ1QC-FsdbdeNsM2KIMGAjgU_fIdx3AsB">,
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
     .positives = kTexts<"DISCORD_TOKEN = \"MzcsLrVW"
                         "7sxHpTdBH7RGY9ya.aLvOip.4l0LKvZwnrw8gHqbuA1RPkuNjyI\"",
                         "\"discord_token\": \"35d2bce01"
                         "a42079c656b7fa98e8819b214009a4be74d7df962a5d678d1451868\"">,
     .negatives = kTexts<"discord_TOK"
                         "EN = \"${DISCORD_TOKEN}\"",
                         "discord is a product; its key "
                         "is M841eqZjpgZxf0Mio8LvkTHJ.SRC9Jy.uF4JlUlHW4vlNA27iF6GYhDNmSh">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-discord-token",
     .title = "Discord bot token",
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
     .positives = kTexts<"MTA4qULtW1xCcnyQ0KU1J"
                         "9v7o.2VV6jd.IBlW18cFUzvXL2R8ImXW_jXFMxlN9c">,
     .negatives = kTexts<"MTA4Zx6aqUIzeReZBW2y"
                         "Le.gkFpr9.BxkeD-u2Tk_qwz5xHmIt6tpnRQjGwZ">},
    {.rule = "secret-discord-token",
     .title = "Discord bot token",
     .literals = kTexts<"login(", "bot.run(", "client.run(">,
     .pattern =
         R"((?:login|run)\(\s{0,3}["']([MNO][0-9A-Za-z_-]{23,27}\.[0-9A-Za-z_-]{6}\.[0-9A-Za-z_-]{27,40}))",
     .anchored = false,
     .bytes_before = 8,
     .bytes_after = 100,
     .positives = kTexts<"client.login(\"MdtymcHnko8"
                         "u2x9DG5wjSeNq.ZPje5n.6SVm1binaWE00QG3sYwEigxSLra\")">,
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
     .positives = kTexts<"6074767354:AAIC"
                         "N4mKO-PvApFDEbDnqQFfqnEBFuHbbdI">,
     .negatives = kTexts<"bot768271837:AA0"
                         "I2ta01kUxepf3DXIw7uUzVYE_6HEwfZ6",
                         "foo:AA8bRiV5R"
                         "8LwShiKZvZ-fa0mQyHVL0wusOQ">},
    {.rule = "secret-telegram-token",
     .title = "Telegram bot token in a URL",
     .literals = kTexts<"/bot">,
     .pattern = R"(/bot(\d{8,10}:[0-9A-Za-z_-]{35}))",
     .positives = kTexts<"https://api.telegram.org/bot"
                         "5149435081:AAnURx2B9XgJbWVLEpvJQQ1OgaOP_fxtGLn/sendMessage">,
     .negatives = kTexts<"https://a"
                         "pi.telegram.org/bot">,
     .joins_words = true},
    {.rule = "secret-telegram-token",
     .title = "Telegram bot token",
     .literals = kTexts<"telegr">,
     .pattern = "[0-9]{5,16}:A[0-9A-Za-z_-]{34}",
     .min_entropy = 2,
     .positives = kTexts<"TELEGR_TOKEN = \"09154"
                         "78605:AP81xo51GQW3J7QsHQcGgmi1KfTBc66kQ6s\"">,
     .negatives = kTexts<"telegr_TOK"
                         "EN = \"${TELEGR_TOKEN}\"",
                         "telegr is a product; its k"
                         "ey is 6242601254:A8upHmKSd5TF4fLSJj87PEFiTLCgIy3cWhs">,
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
         "https://a.webhook.office.com/webhookb2/ab40a1d4-6f4a-0988-b506-478"
         "f4c19f840@b00f5970-78b0-0038-481e-a9fa0adc1f29/IncomingWebhook/aa2d270804cf3c0727c8cd8"
         "44133b122/12f0f89c-2427-7d54-8459-ade5310ba63f">,
     .negatives = kTexts<"/Inco"
                         "mingWebhook/">,
     .joins_words = true},
    {.rule = "secret-teams-webhook",
     .title = "Microsoft workflow URL",
     .literals = kTexts<"/triggers/manual/paths/invoke">,
     .pattern = R"(/triggers/manual/paths/invoke\?[^\s"\'<>]{0,120}sig=([0-9A-Za-z_-]{40,50}))",
     .positives = kTexts<
         "https://p.logic.test/workflows/x/triggers"
         "/manual/paths/invoke?api-version=1&sig=8MRtYsgQz0eILPXgBZQ5KDfkDoGo1IS7eEWw0MtS_EE">,
     .negatives = kTexts<"/triggers"
                         "/manual/paths/invoke">,
     .joins_words = true},
    {.rule = "secret-google-chat-webhook",
     .title = "Google Chat webhook",
     .literals = kTexts<"chat.googleapis.com">,
     .pattern =
         R"(chat\.googleapis\.com/v1/spaces/[^\s"\'<>]{5,40}/messages\?key=[^\s"\'<>&]{20,60}&(?:amp;)?token=([0-9A-Za-z_%-]{30,80}))",
     .positives = kTexts<
         "https://chat.googleapis.com/v1/spaces/AAAxG3hgRie/"
         "messages?key=coDG0pF3tAnldN5vq1bUmql2e95w1GJeVOpYEMY&token=30q3RqLoTvc4sAKA0QKZfZ2VuDf"
         "3_S6imwMXpOBtCbK">,
     .negatives = kTexts<"https://chat"
                         ".googleapis.com/v1/spaces/">,
     .joins_words = true},
    {.rule = "secret-zapier-webhook",
     .title = "Zapier webhook",
     .literals = kTexts<"hooks.zapier.com">,
     .pattern = R"(hooks\.zapier\.com/hooks/catch/\d{4,12}/[0-9A-Za-z]{6,12})",
     .positives = kTexts<"https://hooks.zap"
                         "ier.com/hooks/catch/5770921/vfhj75k/">,
     .negatives = kTexts<"https://"
                         "hooks.zapier.com/">,
     .joins_words = true},
};

}  // namespace

TokenTable chat_formats() {
  return kFormats;
}

}  // namespace mig::secrets
