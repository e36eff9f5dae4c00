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
                         "\"aC9rsNZGuOhjfvabJDZv1ZWvcPShWRCK\"",
                         "\"codecov_token\": \""
                         "08dc7f36-8f8e-314a-5d79-33585dc0d09f\"">,
     .negatives = kTexts<"codecov_TOK"
                         "EN = \"${CODECOV_TOKEN}\"",
                         "codecov is a product;"
                         " its key is Q2xzyOmZWpTxMktTe6XbBA6E7Ok5hf4m">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-codeclimate-token",
     .title = "Code Climate token",
     .literals = kTexts<"codeclimate", "cc_test_reporter">,
     .pattern = "[0-9a-f]{64}",
     .min_entropy = 2,
     .positives = kTexts<"CODECLIMATE_TOKEN = \"6a65157"
                         "31e6710412d24de88015e5aa0a73346103427487766ec2e710e266af3\"">,
     .negatives = kTexts<"codeclimate_TO"
                         "KEN = \"${CODECLIMATE_TOKEN}\"",
                         "codeclimate is a product; its key"
                         " is aff088a431442d46f51a4aaa7e8fd6dba897dd860e70ebc9f88201b7c257e631">,
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
                         "\"8ed191dce3cc8d1463ff852c651ac65d22b472ec\"">,
     .negatives = kTexts<"sonar_login_TO"
                         "KEN = \"${SONAR_LOGIN_TOKEN}\"",
                         "sonar_login is a product;"
                         " its key is 973ca4a10869a1b7a979f9fe1a1852156856d245">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-sonar-token",
     .title = "SonarQube token",
     .literals = kTexts<"sqp_", "squ_", "sqa_">,
     .pattern = "sq[aup]_[0-9a-f]{40}",
     .positives = kTexts<"sqp_1f88b41b20"
                         "7a39327a55ba0af59bd493771e9bc2">,
     .negatives = kTexts<"sqp_xxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-snyk-token",
     .title = "Snyk token",
     .literals = kTexts<"snyk">,
     .pattern = "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}",
     .min_entropy = 2,
     .positives = kTexts<"SNYK_TOKEN = \"506"
                         "4b765-a1e4-4bab-4096-9f8a093f1a21\"">,
     .negatives = kTexts<"snyk_TOKE"
                         "N = \"${SNYK_TOKEN}\"",
                         "snyk is a product; its"
                         " key is 0b5bdd1e-db96-5f40-d0a9-afae37d5c97c">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-snyk-token",
     .title = "Snyk token",
     .literals = kTexts<"snyk_uat.">,
     .pattern = R"(snyk_(?:uat|sat)\.[0-9a-f]{8}\.[0-9A-Za-z_.-]{40,})",
     .bytes_after = 1000,
     .positives = kTexts<"snyk_uat.71dc72fb.HOH4A84h"
                         "tvlsKgwneod4imBzlaSagxxx0Hlyenhrh1gsRzIGYO7ar7EoRrSt">,
     .negatives = kTexts<"snyk_uat.x">},
};

}  // namespace

TokenTable quality_formats() {
  return kFormats;
}

}  // namespace mig::secrets
