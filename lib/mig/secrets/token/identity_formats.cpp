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
     .positives = kTexts<"HUBSPOT_TOKEN = \"0"
                         "865d535-ceee-4c78-6171-12c90a7406dc\"">,
     .negatives = kTexts<"hubspot_TOK"
                         "EN = \"${HUBSPOT_TOKEN}\"",
                         "hubspot is a product; i"
                         "ts key is d2213ed1-0aae-fb7e-6b11-1995aee8a63a">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    // HubSpot token.
    {.rule = "secret-hubspot-key",
     .title = "HubSpot key",
     .literals = kTexts<"pat-na1-", "pat-na2-", "pat-eu1-">,
     .pattern =
         R"(pat-(?:na|eu)\d-[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12})",
     .positives = kTexts<"pat-na1-4bf5ff"
                         "34-f3fb-3584-42fa-37797ede69b9">,
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
                         "\"PVBH4ZrmEjisAEuUC3Wb5dsB-eC8vDubI90Qy-jJ\"",
                         "\"launchdarkly_token\":"
                         " \"sdk-355273d9-e3d4-5b79-0120-aa0e01d9a620\"">,
     .negatives = kTexts<"launchdarkly_T"
                         "OKEN = \"${LAUNCHDARKLY_TOKEN}\"",
                         "launchdarkly is a product;"
                         " its key is CJ3ArHKGAZXqZ2GnCmwQNdqe5dc9Bly1BGHDyqNP">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-launchdarkly-token",
     .title = "LaunchDarkly token",
     .literals = kTexts<"sdk-">,
     .pattern = "sdk-[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}",
     .min_entropy = 3,
     .positives = kTexts<"sdk-c1f3ed9f-"
                         "e474-4ef8-2576-d78080384a47">,
     .negatives = kTexts<"sdk-x"
                         "xxxxxxx-xxxx">},
    {.rule = "secret-looker-key",
     .title = "Looker key",
     .literals = kTexts<"looker">,
     .pattern = "[0-9A-Za-z]{20}|[0-9A-Za-z]{24}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"LOOKER_TOKEN"
                         " = \"gw7z7fp8k3zzuuoo2gb3\"",
                         "\"looker_token\""
                         ": \"ebgevoe4tn43219j42bdbcgn\"">,
     .negatives = kTexts<"looker_TOK"
                         "EN = \"${LOOKER_TOKEN}\"",
                         "looker is a produ"
                         "ct; its key is cfds91mouxknpjphp8jb">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-zendesk-key",
     .title = "Zendesk key",
     .literals = kTexts<"zendesk">,
     .pattern = "[0-9A-Za-z]{40}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"ZENDESK_TOKEN = \"JQ"
                         "w8nITnfeNeUH0vNYIJbrk7xGiTTF8fk11g7MMP\"">,
     .negatives = kTexts<"zendesk_TOK"
                         "EN = \"${ZENDESK_TOKEN}\"",
                         "zendesk is a product; it"
                         "s key is 155fND0INHkZPSW1Me4Lk5wv7afdf86hu80JELkv">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-typeform-token",
     .title = "Typeform token",
     .literals = kTexts<"tfp_">,
     .pattern = "tfp_[0-9A-Za-z_.=-]{40,59}",
     .min_entropy = 3,
     .positives = kTexts<"tfp_RvmQ2sh2_J-X5EIxX"
                         "ZDv5gQxVhqMUF1JHjk0kwboAS0nXqIX81yE9RhdS2B">,
     .negatives = kTexts<"tfp_xxxxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-okta-token",
     .title = "Okta token",
     .literals = kTexts<"okta">,
     .pattern = "00[0-9A-Za-z_=-]{40}",
     .min_entropy = 3.5,
     .positives = kTexts<"OKTA_TOKEN = \"003Sy"
                         "3H3MTfa__cO3yN4aROVHdI02XOQcOzNS1W8HR\"">,
     .negatives = kTexts<"rookTable = 00EePc"
                         "JaSiyYI4AM8cObWCzudXLjGbKp8ygpsxUWhF",
                         "okta = 00">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium,
     .keeps_case = true},
    {.rule = "secret-okta-token",
     .title = "Okta token",
     .literals = kTexts<"ssws">,
     .pattern = R"(SSWS\s{1,3}(00[0-9A-Za-z_-]{40}))",
     .positives = kTexts<"Authorization: SSWS "
                         "00mYL07aoKXAM_jy7MZ4tV9aOH99CEMHmRKJb8C8N6">,
     .negatives = kTexts<"SSWS x">,
     .joins_words = true},
    {.rule = "secret-auth0-secret",
     .title = "Auth0 client secret",
     .literals = kTexts<"auth0">,
     .pattern = "[0-9A-Za-z_-]{64,}",
     .min_entropy = 3,
     .is_valid = shape::is_mixed,
     .positives = kTexts<"AUTH0_TOKEN = \"2j8dSzdIH6S"
                         "FOGc5GYEDjqiwZu3btRECFCBbD_vguMqoqrRXTF2uvioMm_FUVP-W\"">,
     .negatives = kTexts<"auth0_TOKE"
                         "N = \"${AUTH0_TOKEN}\"",
                         "auth0 is a product; its key is "
                         "NyKCaS9-RR1jG-geBzp9TFfC5WFc-LCMMlIzxpeLplK8RA4JFC8jnD52EHtaoKAj">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    // Auth0 session secret.
    {.rule = "secret-auth0-secret",
     .title = "Auth0 client secret",
     .literals = kTexts<"auth0_secret">,
     .pattern = "[0-9a-f]{64}",
     .min_entropy = 3,
     .positives = kTexts<"AUTH0_SECRET_TOKEN = \"e4ee5c2"
                         "c0fe419a8796794cecf4ec15a7675d338affa69edb062344dd8005312\"">,
     .negatives = kTexts<"auth0_secret_T"
                         "OKEN = \"${AUTH0_SECRET_TOKEN}\"",
                         "auth0_secret is a product; its key"
                         " is 490b6b71e8e50d473a4014083821564174795a9cbb546f7c9f4278649f56b47f">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    // Adobe client id.
    {.rule = "secret-adobe-client",
     .title = "Adobe client credentials",
     .literals = kTexts<"adobe">,
     .pattern = "[0-9a-f]{32}",
     .min_entropy = 2,
     .positives = kTexts<"ADOBE_TOKEN = \"4"
                         "05c7844fb554c4cbe2eb848d3e0759c\"">,
     .negatives = kTexts<"adobe_TOKE"
                         "N = \"${ADOBE_TOKEN}\"",
                         "adobe is a product; i"
                         "ts key is 517e70ce0c1eb286ca058c43ac091c10">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    // Adobe client secret.
    {.rule = "secret-adobe-client",
     .title = "Adobe client credentials",
     .literals = kTexts<"p8e-">,
     .pattern = "p8e-[0-9A-Za-z_-]{32}",
     .min_entropy = 2,
     .positives = kTexts<"p8e-D8d3pnYa"
                         "7FhNXpEMEI4yBz36jtvz5HqM">,
     .negatives = kTexts<"p8e-xxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-salesforce-token",
     .title = "Salesforce token",
     .literals = kTexts<"00d">,
     .pattern = "00D[0-9A-Za-z]{12,15}![0-9A-Za-z._]{80,}",
     .min_entropy = 3,
     .positives =
         kTexts<"00D9Wi00qIvVuVv!t29hL43SbMZbOEMEUdx8v"
                "AyRYLtLT7UVKfe9kGHNpOcg2CS4MpuFSTWovYaiIz5cWQjdKa9ngnqUMEGJHbrVosp2y1jn0mYh">,
     .negatives =
         kTexts<"00Dxxxxxxxxxxxx!xxxxxxxxxxxxxxxxxxxxx"
                "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-jetbrains-token",
     .title = "JetBrains token",
     .literals = kTexts<"perm:">,
     .pattern = R"(perm:[0-9A-Za-z]{4,60}={0,2}\.[0-9A-Za-z=-]{2,60}\.[0-9A-Za-z]{30,50})",
     .positives = kTexts<"perm:1NyPH777sRmM.OTc8m"
                         "oWZ.iiamWjYckmj9q634JkcG8hqdwboEe9Z8Fofa1Lyzbv">,
     .negatives = kTexts<"perm:read">},
    {.rule = "secret-clickup-token",
     .title = "ClickUp token",
     .literals = kTexts<"pk_">,
     .pattern = R"(pk_\d{6,10}_[0-9A-Z]{32})",
     .min_entropy = 3,
     .positives = kTexts<"pk_07111697_K5"
                         "VFSVA9CCM6CUPIRPA5UYLIUZZ9G22E">,
     .negatives = kTexts<"pk_xxxxxxxx_xx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-todoist-token",
     .title = "Todoist token",
     .literals = kTexts<"todoist">,
     .pattern = "[0-9a-f]{40}",
     .min_entropy = 2,
     .positives = kTexts<"TODOIST_TOKEN = \"51"
                         "7b96ca6c652ad81e357cad3f806fe588498d84\"">,
     .negatives = kTexts<"todoist_TOK"
                         "EN = \"${TODOIST_TOKEN}\"",
                         "todoist is a product; it"
                         "s key is 23db857d8681b8b6a3b00f490a6b5486983981da">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-box-token",
     .title = "Box token",
     .literals = kTexts<"box_client", "box_secret", "boxapi", "box_dev">,
     .pattern = "[0-9A-Za-z]{32}",
     .min_entropy = 2,
     .is_valid = shape::is_mixed,
     .positives = kTexts<"BOX_CLIENT_TOKEN "
                         "= \"AiRRpnzzhlLh4RoqX65rQusOqQusUNR8\"">,
     .negatives = kTexts<"box_client_TO"
                         "KEN = \"${BOX_CLIENT_TOKEN}\"",
                         "box_client is a produc"
                         "t; its key is LmxjEVV5s7JTz1lcIQvFXpvqtwWHZUTe">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
};

}  // namespace

TokenTable identity_formats() {
  return kFormats;
}

}  // namespace mig::secrets
