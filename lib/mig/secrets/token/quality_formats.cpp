#include "mig/secrets/token/shape.hpp"
#include "mig/secrets/token/structures.hpp"
#include "mig/secrets/token/tables.hpp"
#include "mig/secrets/token/texts.hpp"

namespace mig::secrets {
namespace {

constexpr TokenFormat kFormats[] = {
    {.rule = "secret-codecov-token",
     .title = "Codecov token",
     .literals = kTexts<"codecov">,
     .pattern = "[0-9A-Za-z]{32}|[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-"
                "Fa-f]{12}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"CODECOV_TOKEN = "
                         "\"zajYAtaAmzSfQ2xzyOmZWpTxMktTe6Xb\"",
                         "\"codecov_token\": \""
                         "0027f6a6-5157-31e6-7104-12d24de88015\"">,
     .negatives = kTexts<"codecov_TOK"
                         "EN = \"${CODECOV_TOKEN}\"",
                         "codecov is a product;"
                         " its key is dnKVVBhwUg2vrnOHlHJlNDir5A8GxJFP">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-codeclimate-token",
     .title = "Code Climate token",
     .literals = kTexts<"codeclimate", "cc_test_reporter">,
     .pattern = "[0-9a-f]{64}",
     .min_entropy = 2,
     .positives = kTexts<"CODECLIMATE_TOKEN = \"487766e"
                         "c2e710e266af3aff088a431442d46f51a4aaa7e8fd6dba897dd860e70\"">,
     .negatives = kTexts<"codeclimate_TO"
                         "KEN = \"${CODECLIMATE_TOKEN}\"",
                         "codeclimate is a product; its key"
                         " is ebc9f88201b7c257e6318ed191dce3cc8d1463ff852c651ac65d22b472ec973c">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-sonar-token",
     .title = "SonarQube token",
     .literals = kTexts<"sonar_login", "sonar.login", "sonar-login", "sonarlogin", "sonar_token",
                        "sonartoken", "sonar.token", "sonar-token">,
     .pattern = "(?:sq[aup]_)?[0-9A-Za-z=_-]{40}",
     .min_entropy = 3,
     .is_valid = shape::has_digit,
     .positives = kTexts<"SONAR_LOGIN_TOKEN = "
                         "\"a4a10869a1b7a979f9fe1a1852156856d2451f88\"">,
     .negatives = kTexts<"sonar_login_TO"
                         "KEN = \"${SONAR_LOGIN_TOKEN}\"",
                         "sonar_login is a product;"
                         " its key is b41b207a39327a55ba0af59bd493771e9bc25064">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-sonar-token",
     .title = "SonarQube token",
     .literals = kTexts<"sqp_", "squ_", "sqa_">,
     .pattern = "sq[aup]_[0-9a-f]{40}",
     .positives = kTexts<"sqp_b765a1e44b"
                         "ab40969f8a093f1a210b5bdd1edb96">,
     .negatives = kTexts<"sqp_xxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-snyk-token",
     .title = "Snyk token",
     .literals = kTexts<"snyk">,
     .pattern = "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}",
     .min_entropy = 2,
     .positives = kTexts<"SNYK_TOKEN = \"5f4"
                         "0d0a9-afae-37d5-c97c-71dc72fb3730\"">,
     .negatives = kTexts<"snyk_TOKE"
                         "N = \"${SNYK_TOKEN}\"",
                         "snyk is a product; its"
                         " key is 5fe0d9d3-f843-c7d2-897e-e8845182de2e">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-snyk-token",
     .title = "Snyk token",
     .literals = kTexts<"snyk_uat.">,
     .pattern = R"(snyk_(?:uat|sat)\.[0-9a-f]{8}\.[0-9A-Za-z_.-]{40,})",
     .bytes_after = 1000,
     .positives = kTexts<"snyk_uat.56c6bb5d.iHbjgWk1"
                         "LyJH3mVaUFQ35X2qCzdY5vIGs65w30C38VZZ5W1Af7P9ks5Wb458">,
     .negatives = kTexts<"snyk_uat.x">},
};

}  // namespace

TokenTable quality_formats() {
  return kFormats;
}

}  // namespace mig::secrets
