#include "mig/secrets/token/shape.hpp"
#include "mig/secrets/token/structures.hpp"
#include "mig/secrets/token/tables.hpp"
#include "mig/secrets/token/texts.hpp"

namespace mig::secrets {
namespace {

constexpr TokenFormat kFormats[] = {
    {.rule = "secret-travis-token",
     .title = "Travis CI token",
     .literals = kTexts<"travis">,
     .pattern = "[0-9A-Za-z]{22}",
     .min_entropy = 3,
     .is_valid = shape::has_digit,
     .positives = kTexts<"TRAVIS_TOKEN "
                         "= \"wgk9a1am7jfGLs76jlOj4m\"">,
     .negatives = kTexts<"travis_TOK"
                         "EN = \"${TRAVIS_TOKEN}\"",
                         "travis is a produc"
                         "t; its key is ipuSlPfOiXBlM97GD1XdLy">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-circleci-token",
     .title = "CircleCI token",
     .literals = kTexts<"ccipat_", "ccipprj_">,
     .pattern = "CCIP(?:AT|PRJ)_[0-9A-Za-z]{22}_[0-9a-f]{40}",
     .positives = kTexts<"CCIPAT_WHJv2YazoaMpKxD0"
                         "Jsc8ZR_e2b786ec30f8390a132623750985aa9a85539025">,
     .negatives = kTexts<"CCIPAT_">},
    {.rule = "secret-circleci-token",
     .title = "CircleCI token",
     .literals = kTexts<"circleci", "circle_token", "circle-token">,
     .pattern = "[0-9a-f]{40}",
     .min_entropy = 2,
     .positives = kTexts<"CIRCLECI_TOKEN = \"2"
                         "7064dc4115f986633bb9a72525d4ea8e578d4fc\"">,
     .negatives = kTexts<"circleci_TOK"
                         "EN = \"${CIRCLECI_TOKEN}\"",
                         "circleci is a product; i"
                         "ts key is 1fd7e9fc4cf636f26c565fd330ace436fc677da2">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-drone-token",
     .title = "Drone CI token",
     .literals = kTexts<"droneci", "drone_token", "drone-token">,
     .pattern = "[0-9A-Za-z]{32}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"DRONECI_TOKEN = "
                         "\"60awE5svCleBkjlkcAjL8DBiujyM2MfR\"">,
     .negatives = kTexts<"droneci_TOK"
                         "EN = \"${DRONECI_TOKEN}\"",
                         "droneci is a product;"
                         " its key is 8xMLMuGxXdj7lmSIX41mWOrMTVuBh3Ci">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    // Jenkins token.
    {.rule = "secret-jenkins-token",
     .title = "Jenkins secret",
     .literals = kTexts<"jenkins">,
     .pattern = "[0-9a-f]{32,36}|[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-"
                "Fa-f]{12}",
     .min_entropy = 3,
     .positives = kTexts<"JENKINS_TOKEN = \""
                         "11b800050fbff704fe02f27a81534a94cb\"">,
     .negatives = kTexts<"jenkins_TOK"
                         "EN = \"${JENKINS_TOKEN}\"",
                         "jenkins is a product; "
                         "its key is 11ee56936b138f8f01336cd61ae6ffeaf0">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    // Jenkins initial password.
    {.rule = "secret-jenkins-token",
     .title = "Jenkins secret",
     .literals = kTexts<"proceed to installation">,
     .pattern = R"((?i)proceed to installation:?\s{1,12}([0-9a-f]{32}))",
     .positives = kTexts<"password to proceed to "
                         "installation:\n\nab42598144c5ebf3e5c4e0db6ad16c37\n">,
     .negatives = kTexts<"proceed "
                         "to installation:\n">},
    {.rule = "secret-buildkite-token",
     .title = "Buildkite token",
     .literals = kTexts<"bkua_", "bkct_", "bkaj_">,
     .pattern = "bk(?:ua|ct|aj)_[0-9A-Za-z]{40,64}",
     .min_entropy = 3,
     .positives = kTexts<"bkua_fdd41ccbe7"
                         "9b81508dc7f368f8e314a5d7933585">,
     .negatives = kTexts<"bkua_xxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-octopus-key",
     .title = "Octopus Deploy API key",
     .literals = kTexts<"api-">,
     .pattern = "API-[0-9A-Z]{26}",
     .min_entropy = 3,
     .is_valid = shape::has_digit,
     .positives = kTexts<"API-8MI9B8"
                         "HY0WHK07MFZRVWYXB7AT">,
     .negatives = kTexts<"api-3xd7kq"
                         "nfxcfd41ft3bm4a8m5id",
                         "GSSAPI-VIRH"
                         "EKAPSELOINTIMERKKIJONO">},
    {.rule = "secret-harness-key",
     .title = "Harness token",
     .literals = kTexts<"pat.", "sat.">,
     .pattern = R"((?:pat|sat)\.[0-9A-Za-z_-]{22}\.[0-9A-Za-z]{24}\.[0-9A-Za-z]{20})",
     .min_entropy = 3,
     .positives = kTexts<"pat.jjgPkgGkagvkslSydzFe"
                         "cG.BRpnMi9wXGcnRDJ0C0ry3sue.QsXG5iPb4gq1b6JiSMJ4">,
     .negatives = kTexts<"pat.xxxxxxxxxxxxxxxxxxxx"
                         "xx.xxxxxxxxxxxxxxxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-prefect-key",
     .title = "Prefect API key",
     .literals = kTexts<"pnu_", "pnb_">,
     .pattern = "pn[ub]_[0-9A-Za-z]{36}",
     .min_entropy = 3,
     .positives = kTexts<"pnu_TNuQon4rw"
                         "uXqKQu0ZmHvylZndfRzQF39wsZB">,
     .negatives = kTexts<"pnu_xxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-infracost-key",
     .title = "Infracost API key",
     .literals = kTexts<"ico-">,
     .pattern = "(ico-[0-9A-Za-z]{32})(?:[^0-9A-Za-z_.-]|$)",
     .min_entropy = 3,
     .is_valid = shape::is_mixed,
     .positives = kTexts<"ico-XA9KWvCl"
                         "x0SKNVj5NCFD0ERVWn1uXdVQ">,
     .negatives = kTexts<"video_box.ico-7e"
                         "317c9b2b1226b16d32840cee21ebb4.png">},
    {.rule = "secret-sauce-key",
     .title = "Sauce Labs key",
     .literals = kTexts<"sauce">,
     .pattern = "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}",
     .min_entropy = 2,
     .positives = kTexts<"SAUCE_TOKEN = \"f3"
                         "09afac-2759-a6aa-8687-e02610dfd567\"">,
     .negatives = kTexts<"sauce_TOKE"
                         "N = \"${SAUCE_TOKEN}\"",
                         "sauce is a product; it"
                         "s key is a7400f14-6f0a-8567-df62-812e947ecaed">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-stackhawk-key",
     .title = "StackHawk key",
     .literals = kTexts<"hawk.">,
     .pattern = R"(hawk\.[0-9A-Za-z_-]{20}\.[0-9A-Za-z_-]{20})",
     .min_entropy = 3,
     .positives = kTexts<"hawk.5-8Nr0fUIg"
                         "BCx61KMp4C.qh9ppm-ElzZJOIB79Kwk">,
     .negatives = kTexts<"hawk.xxxxxxxxxx"
                         "xxxxxxxxxx.xxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-dependency-track-key",
     .title = "Dependency-Track key",
     .literals = kTexts<"odt_">,
     .pattern = "odt_[0-9A-Za-z]{32,}",
     .min_entropy = 3,
     .positives = kTexts<"odt_7DyCbKqB"
                         "JZlUPryLMmIBfylR3DytUHUK">,
     .negatives = kTexts<"odt_xxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-sidekiq-secret",
     .title = "Sidekiq credentials",
     .literals = kTexts<"bundle_enterprise__contribsys__com", "bundle_gems__contribsys__com">,
     .pattern = "[0-9a-f]{8}:[0-9a-f]{8}",
     .min_entropy = 2,
     .positives = kTexts<"BUNDLE_ENTERPRISE__C"
                         "ONTRIBSYS__COM_TOKEN = \"ee5efefb:2f692b99\"">,
     .negatives = kTexts<"bundle_enterprise__contribsys"
                         "__com_TOKEN = \"${BUNDLE_ENTERPRISE__CONTRIBSYS__COM_TOKEN}\"",
                         "bundle_enterprise__contri"
                         "bsys__com is a product; its key is 3cc3cd8e:847490f2">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-sidekiq-secret",
     .title = "Sidekiq credentials",
     .literals = kTexts<"contribsys.com">,
     .pattern = R"((?i)://([0-9a-f]{8}:[0-9a-f]{8})@(?:gems|enterprise)\.contribsys\.com)",
     .anchored = false,
     .bytes_before = 45,
     .bytes_after = 0,
     .positives = kTexts<"https://a025134"
                         "3:7cc3db15@gems.contribsys.com/">,
     .negatives = kTexts<"https://g"
                         "ems.contribsys.com/">,
     .joins_words = true},
    {.rule = "secret-postman-key",
     .title = "Postman API key",
     .literals = kTexts<"pmak-">,
     .pattern = "PMAK-[0-9A-Fa-f]{24}-[0-9A-Fa-f]{34}",
     .min_entropy = 3,
     .positives = kTexts<"PMAK-528bb4ceb1da2a9a"
                         "87f91a50-9b748fbff2f5aa33efa80df25bee1e1d2e">,
     .negatives = kTexts<"PMAK-xxxxxxxxxxxxxxxx"
                         "xxxxxxxx-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-readme-key",
     .title = "ReadMe API key",
     .literals = kTexts<"rdme_">,
     .pattern = "rdme_[0-9a-z]{70}",
     .min_entropy = 2,
     .positives = kTexts<"rdme_vdjn1vg8cgb07yneeisg"
                         "mlp1rpgo741hju4lwtbxw4u6h4ph3lwmboa79fsqcl8i4vzwjl">,
     .negatives = kTexts<"rdme_xxxxxxxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-authress-key",
     .title = "Authress access key",
     .literals = kTexts<".acc_", ".acc-">,
     .pattern =
         R"((?:sc|ext|scauth|authress)_[0-9A-Za-z]{5,30}\.[0-9A-Za-z]{4,6}\.acc[_-][0-9A-Za-z-]{10,32}\.[0-9A-Za-z+/_=-]{30,})",
     .anchored = false,
     .bytes_before = 50,
     .bytes_after = 160,
     .positives = kTexts<"sc_02mvnhb6z1.u2sm.acc_t"
                         "jn1e9xl1o.e7DRnxENStljnBqATGGEecyY8LxApbTQPA1mBuyu">,
     .negatives = kTexts<"sc_gu35"
                         "z0ao84.2vqw.acc_">},
    {.rule = "secret-settlemint-token",
     .title = "SettleMint token",
     .literals = kTexts<"sm_aat_", "sm_pat_", "sm_sat_">,
     .pattern = "sm_[aps]at_[0-9A-Za-z]{16}",
     .min_entropy = 3,
     .positives = kTexts<"sm_pat_"
                         "tFZo7hz9ttXerizN">,
     .negatives = kTexts<"sm_pat_"
                         "xxxxxxxxxxxxxxxx">},
};

}  // namespace

TokenTable build_formats() {
  return kFormats;
}

}  // namespace mig::secrets
