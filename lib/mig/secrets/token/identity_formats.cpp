#include "mig/secrets/token/shape.hpp"
#include "mig/secrets/token/structures.hpp"
#include "mig/secrets/token/tables.hpp"
#include "mig/secrets/token/texts.hpp"

namespace mig::secrets {
namespace {

constexpr TokenFormat kFormats[] = {
    {.rule = "secret-hubspot-key",
     .title = "HubSpot key",
     .literals = kTexts<"hubspot">,
     .pattern = "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}",
     .min_entropy = 2,
     .positives = kTexts<"HUBSPOT_TOKEN = \"4"
                         "702d22b-3203-16bd-a3e6-367f896b756f\"">,
     .negatives = kTexts<"hubspot_TOK"
                         "EN = \"${HUBSPOT_TOKEN}\"",
                         "hubspot is a product; i"
                         "ts key is 10ef0e82-7bb1-6860-fda1-b10a5d94135c">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-hubspot-key",
     .title = "HubSpot token",
     .literals = kTexts<"pat-na1-", "pat-na2-", "pat-eu1-">,
     .pattern =
         R"(pat-(?:na|eu)\d-[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12})",
     .positives = kTexts<"pat-na1-24f3ea"
                         "75-c1df-35fb-f91c-0b220b1d0720">,
     .negatives = kTexts<"pat-na1"
                         "-xxxxxxxx-xxxx">},
    {.rule = "secret-launchdarkly-token",
     .title = "LaunchDarkly token",
     .literals = kTexts<"launchdarkly">,
     .pattern = "[0-9A-Za-z=_-]{40}|(?:sdk|api|mob)-[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-["
                "0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"LAUNCHDARKLY_TOKEN = "
                         "\"ivOo686DqjVR9ykOivj6L409AzRKhHE98drDgaUa\"",
                         "\"launchdarkly_token\":"
                         " \"sdk-535ceee4-c786-1711-2c90-a7406dcd2213\"">,
     .negatives = kTexts<"launchdarkly_T"
                         "OKEN = \"${LAUNCHDARKLY_TOKEN}\"",
                         "launchdarkly is a product;"
                         " its key is 461EBrr4-sf5YuEHEkmUo47irZOpTt8X-8PR-P8W">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-launchdarkly-token",
     .title = "LaunchDarkly token",
     .literals = kTexts<"sdk-">,
     .pattern = "sdk-[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}",
     .min_entropy = 3,
     .positives = kTexts<"sdk-358442fa-"
                         "3779-7ede-69b9-501e6a9188b0">,
     .negatives = kTexts<"sdk-x"
                         "xxxxxxx-xxxx">},
    {.rule = "secret-looker-key",
     .title = "Looker key",
     .literals = kTexts<"looker">,
     .pattern = "[0-9A-Za-z]{20}|[0-9A-Za-z]{24}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"LOOKER_TOKEN"
                         " = \"cxkb1ln2owa5pb4xbxne\"",
                         "\"looker_token\""
                         ": \"407iz5rpjh8lke8ph09t82h0\"">,
     .negatives = kTexts<"looker_TOK"
                         "EN = \"${LOOKER_TOKEN}\"",
                         "looker is a produ"
                         "ct; its key is jl6xotbdfbv96va3bd1t">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-zendesk-key",
     .title = "Zendesk key",
     .literals = kTexts<"zendesk">,
     .pattern = "[0-9A-Za-z]{40}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"ZENDESK_TOKEN = \"yU"
                         "qtN3wF0BikE54kybAVnDwzr1uF02DA1MLVyjMo\"">,
     .negatives = kTexts<"zendesk_TOK"
                         "EN = \"${ZENDESK_TOKEN}\"",
                         "zendesk is a product; it"
                         "s key is wmbwDTBT9pgg2pYipIyGOxoiVPcOO44eAS3k2Z1m">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-typeform-token",
     .title = "Typeform token",
     .literals = kTexts<"tfp_">,
     .pattern = "tfp_[0-9A-Za-z_.=-]{40,59}",
     .min_entropy = 3,
     .positives = kTexts<"tfp_B1BGHDyqNFewH9P41"
                         "n96RcRR4_jJVfY3djBhCOjTpQfNsyKeV7yyppcd4Nv">,
     .negatives = kTexts<"tfp_xxxxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-okta-token",
     .title = "Okta token",
     .literals = kTexts<"okta">,
     .pattern = "00[0-9A-Za-z_=-]{40}",
     .min_entropy = 3.5,
     .positives = kTexts<"OKTA_TOKEN = \"00r7J"
                         "CMJqdI9na9652S85DHDENbEKHl2YdovVbeSeH\"">,
     .negatives = kTexts<"rookTable = 00D1_7"
                         "-SJXvmQ2sh2_J-X5EIxXZDv5gQxVhqMUF1JR",
                         "okta = 00">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium,
     .keeps_case = true},
    {.rule = "secret-okta-token",
     .title = "Okta token",
     .literals = kTexts<"ssws">,
     .pattern = R"(SSWS\s{1,3}(00[0-9A-Za-z_-]{40}))",
     .positives = kTexts<"Authorization: SSWS "
                         "00Hk0kwboAS0nXqIX81yE9RhdS2iCSy3H3MTfa__cm">,
     .negatives = kTexts<"SSWS x">,
     .joins_words = true},
    {.rule = "secret-auth0-secret",
     .title = "Auth0 client secret",
     .literals = kTexts<"auth0">,
     .pattern = "[0-9A-Za-z_-]{64,}",
     .min_entropy = 3,
     .is_valid = shape::is_mixed,
     .positives = kTexts<"AUTH0_TOKEN = \"o3yN4aROVHd"
                         "I02XOQcOzNS1W8Hj4d7PTRTMyMXEwEUZFUC2daVdh_9w6TYUZUs9N\"">,
     .negatives = kTexts<"auth0_TOKE"
                         "N = \"${AUTH0_TOKEN}\"",
                         "auth0 is a product; its key is "
                         "jN1ePcJaSiyYI4AM8cObWCzudXLjGbKp8ygpsxUWhJLYL07aoKXAM_jy7MZ4tV9N">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-auth0-secret",
     .title = "Auth0 session secret",
     .literals = kTexts<"auth0_secret">,
     .pattern = "[0-9a-f]{64}",
     .min_entropy = 3,
     .positives = kTexts<"AUTH0_SECRET_TOKEN = \"31ff013"
                         "194226f0f38f74c721e41317e16108a8c6bd6b41010060fb8b3aaaa45\"">,
     .negatives = kTexts<"auth0_secret_T"
                         "OKEN = \"${AUTH0_SECRET_TOKEN}\"",
                         "auth0_secret is a product; its key"
                         " is 41dbb8a39f1553fbc2064ff44d81f870caf4170e517f203392cca72a92f40e21">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-adobe-client",
     .title = "Adobe client id",
     .literals = kTexts<"adobe">,
     .pattern = "[0-9a-f]{32}",
     .min_entropy = 2,
     .positives = kTexts<"ADOBE_TOKEN = \"0"
                         "f890ed11b6a206e4ee5c2c0fe419a87\"">,
     .negatives = kTexts<"adobe_TOKE"
                         "N = \"${ADOBE_TOKEN}\"",
                         "adobe is a product; i"
                         "ts key is 96794cecf4ec15a7675d338affa69edb">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-adobe-client",
     .title = "Adobe client secret",
     .literals = kTexts<"p8e-">,
     .pattern = "p8e-[0-9A-Za-z_-]{32}",
     .min_entropy = 2,
     .positives = kTexts<"p8e-ANi8FrHx"
                         "JI0raauQAlAnK4kmHt0DFJSB">,
     .negatives = kTexts<"p8e-xxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-salesforce-token",
     .title = "Salesforce token",
     .literals = kTexts<"00d">,
     .pattern = "00D[0-9A-Za-z]{12,15}![0-9A-Za-z._]{80,120}",
     .min_entropy = 3,
     .positives =
         kTexts<"00DyBvDqsI5rvBR!HQF9DL0NgyiJ82iCiOJiP"
                "TKm3VSiZWxXKwxIMknq44yhe5PmZSweIFPksRMwIiSeKMWJOf4IBKutgZOg0womrQJ4Iq6evhWp">,
     .negatives =
         kTexts<"00Dxxxxxxxxxxxx!xxxxxxxxxxxxxxxxxxxxx"
                "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-jetbrains-token",
     .title = "JetBrains token",
     .literals = kTexts<"perm:">,
     .pattern = R"(perm:[0-9A-Za-z]{4,60}={0,2}\.[0-9A-Za-z=-]{2,60}\.[0-9A-Za-z]{30,50})",
     .positives = kTexts<"perm:vLjL2h6rjIZv.mIZnh"
                         "81t.Xdj0xsEzc30Xn7QJv9RaG126cA4vyP2tKsT3m4pYoK">,
     .negatives = kTexts<"perm:read">},
    {.rule = "secret-clickup-token",
     .title = "ClickUp token",
     .literals = kTexts<"pk_">,
     .pattern = R"(pk_\d{6,10}_[0-9A-Z]{32})",
     .min_entropy = 3,
     .positives = kTexts<"pk_03783068_2A"
                         "YC2XE9QNYVALQZJHVZATCYDAD3Y0F7">,
     .negatives = kTexts<"pk_xxxxxxxx_xx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-todoist-token",
     .title = "Todoist token",
     .literals = kTexts<"todoist">,
     .pattern = "[0-9a-f]{40}",
     .min_entropy = 2,
     .positives = kTexts<"TODOIST_TOKEN = \"6b"
                         "2624036b4aa59d6cd7262ae08c559aa5ff3367\"">,
     .negatives = kTexts<"todoist_TOK"
                         "EN = \"${TODOIST_TOKEN}\"",
                         "todoist is a product; it"
                         "s key is e196299bcd4eb8e5da62343dac6738679ebcdbce">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-box-token",
     .title = "Box token",
     .literals = kTexts<"box_client", "box_secret", "boxapi", "box_dev">,
     .pattern = "[0-9A-Za-z]{32}",
     .min_entropy = 2,
     .is_valid = shape::is_mixed,
     .positives = kTexts<"BOX_CLIENT_TOKEN "
                         "= \"kmj9q634JkcG8hqdwboEe9Z8Fofa1Lyz\"">,
     .negatives = kTexts<"box_client_TO"
                         "KEN = \"${BOX_CLIENT_TOKEN}\"",
                         "box_client is a produc"
                         "t; its key is bv19vBcHFEalcop7koKkfqVsFSVAjCqC">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
};

}  // namespace

TokenTable identity_formats() {
  return kFormats;
}

}  // namespace mig::secrets
