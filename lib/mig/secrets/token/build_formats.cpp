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
                         "= \"6YQnqFrh9qekXAEaNVVSXm\"">,
     .negatives = kTexts<"travis_TOK"
                         "EN = \"${TRAVIS_TOKEN}\"",
                         "travis is a produc"
                         "t; its key is tYyjZgLmibxbxbc4GFTnnQ">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-circleci-token",
     .title = "CircleCI token",
     .literals = kTexts<"ccipat_", "ccipprj_">,
     .pattern = "CCIP(?:AT|PRJ)_[0-9A-Za-z]{22}_[0-9a-f]{40}",
     .positives = kTexts<"CCIPAT_MN8MxvJGAQFWZf5S"
                         "I1tWaV_70fcae13acbddf35797f7b0631be5b34cdd6514e">,
     .negatives = kTexts<"CCIPAT_">},
    {.rule = "secret-circleci-token",
     .title = "CircleCI token",
     .literals = kTexts<"circleci", "circle_token", "circle-token">,
     .pattern = "[0-9a-f]{40}",
     .min_entropy = 2,
     .positives = kTexts<"CIRCLECI_TOKEN = \"c"
                         "8e2b786ec30f8390a132623750985aa9a855390\"">,
     .negatives = kTexts<"circleci_TOK"
                         "EN = \"${CIRCLECI_TOKEN}\"",
                         "circleci is a product; i"
                         "ts key is 2527064dc4115f986633bb9a72525d4ea8e578d4">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-drone-token",
     .title = "Drone CI token",
     .literals = kTexts<"droneci", "drone_token", "drone-token">,
     .pattern = "[0-9A-Za-z]{32}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"DRONECI_TOKEN = "
                         "\"fhZDrea4nOqc5S1qxej1ZIimYfvhNg9h\"">,
     .negatives = kTexts<"droneci_TOK"
                         "EN = \"${DRONECI_TOKEN}\"",
                         "droneci is a product;"
                         " its key is HMxfopoxFlmjN4YihLuML9eaj3vqGqv9">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-jenkins-token",
     .title = "Jenkins token",
     .literals = kTexts<"jenkins">,
     .pattern = "[0-9a-f]{32,36}|[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-"
                "Fa-f]{12}",
     .min_entropy = 3,
     .positives = kTexts<"JENKINS_TOKEN = \""
                         "1130ace436fc677da2d21f0e051066f865\"">,
     .negatives = kTexts<"jenkins_TOK"
                         "EN = \"${JENKINS_TOKEN}\"",
                         "jenkins is a product; "
                         "its key is 1163be94bb769a01b800050fbff704fe02">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-jenkins-token",
     .title = "Jenkins initial password",
     .literals = kTexts<"proceed to installation">,
     .pattern = R"((?i)proceed to installation:?\s{1,12}([0-9a-f]{32}))",
     .positives = kTexts<"password to proceed to "
                         "installation:\n\nf27a81534a94cbee56936b138f8f0133\n">,
     .negatives = kTexts<"proceed "
                         "to installation:\n">},
    {.rule = "secret-buildkite-token",
     .title = "Buildkite token",
     .literals = kTexts<"bkua_", "bkct_", "bkaj_">,
     .pattern = "bk(?:ua|ct|aj)_[0-9A-Za-z]{40,64}",
     .min_entropy = 3,
     .positives = kTexts<"bkua_6cd61ae6ff"
                         "eaf0ab42598144c5ebf3e5c4e0db6a">,
     .negatives = kTexts<"bkua_xxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-octopus-key",
     .title = "Octopus Deploy API key",
     .literals = kTexts<"api-">,
     .pattern = "API-[0-9A-Z]{26}",
     .min_entropy = 3,
     .is_valid = shape::has_digit,
     .positives = kTexts<"API-9O23Q8"
                         "RJK97DQF03E3KNYM8WWK">,
     .negatives = kTexts<"api-08h196"
                         "wljhv0ufqxc3yigcvzzw",
                         "GSSAPI-VIRH"
                         "EKAPSELOINTIMERKKIJONO">},
    {.rule = "secret-harness-key",
     .title = "Harness token",
     .literals = kTexts<"pat.", "sat.">,
     .pattern = R"((?:pat|sat)\.[0-9A-Za-z_-]{22}\.[0-9A-Za-z]{24}\.[0-9A-Za-z]{20})",
     .min_entropy = 3,
     .positives = kTexts<"pat.vB_fs3YRCPx1sPV1ZLzj"
                         "rp.W4YXxB8hATvdmpXDhspKmQN9.FXyC6nFs2DuebsFTdB4M">,
     .negatives = kTexts<"pat.xxxxxxxxxxxxxxxxxxxx"
                         "xx.xxxxxxxxxxxxxxxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-prefect-key",
     .title = "Prefect API key",
     .literals = kTexts<"pnu_", "pnb_">,
     .pattern = "pn[ub]_[0-9A-Za-z]{36}",
     .min_entropy = 3,
     .positives = kTexts<"pnu_eouAiMf9I"
                         "sDR5QHSQD3S7N2QpXokSWS636JZ">,
     .negatives = kTexts<"pnu_xxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-infracost-key",
     .title = "Infracost API key",
     .literals = kTexts<"ico-">,
     .pattern = "(ico-[0-9A-Za-z]{32})(?:[^0-9A-Za-z_.-]|$)",
     .min_entropy = 3,
     .is_valid = shape::is_mixed,
     .positives = kTexts<"ico-OZCp1POj"
                         "GBRpnMi9wXGcnRDJ0C0ry3su">,
     .negatives = kTexts<"video_box.ico-f8"
                         "b37dd4964968b58c3cef882c0b05b1.png">},
    {.rule = "secret-sauce-key",
     .title = "Sauce Labs key",
     .literals = kTexts<"sauce">,
     .pattern = "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}",
     .min_entropy = 2,
     .positives = kTexts<"SAUCE_TOKEN = \"95"
                         "6a6121-28ab-bea8-7e31-7c9b2b1226b1\"">,
     .negatives = kTexts<"sauce_TOKE"
                         "N = \"${SAUCE_TOKEN}\"",
                         "sauce is a product; it"
                         "s key is 6d32840c-ee21-ebb4-f309-afac2759a6aa">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-stackhawk-key",
     .title = "StackHawk key",
     .literals = kTexts<"hawk.">,
     .pattern = R"(hawk\.[0-9A-Za-z_-]{20}\.[0-9A-Za-z_-]{20})",
     .min_entropy = 3,
     .positives = kTexts<"hawk.ljZgc7CLZF"
                         "A080WbeocI.CAA_GQb9CrjWYc1_ZLjE">,
     .negatives = kTexts<"hawk.xxxxxxxxxx"
                         "xxxxxxxxxx.xxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-dependency-track-key",
     .title = "Dependency-Track key",
     .literals = kTexts<"odt_">,
     .pattern = "odt_[0-9A-Za-z]{32,255}",
     .min_entropy = 3,
     .positives = kTexts<"odt_dz3pSI7m"
                         "4pzOvgc9ZUcvmzjkafeGu6Vk">,
     .negatives = kTexts<"odt_xxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-sidekiq-secret",
     .title = "Sidekiq credentials",
     .literals = kTexts<"bundle_enterprise__contribsys__com", "bundle_gems__contribsys__com">,
     .pattern = "[0-9a-f]{8}:[0-9a-f]{8}",
     .min_entropy = 2,
     .positives = kTexts<"BUNDLE_ENTERPRISE__C"
                         "ONTRIBSYS__COM_TOKEN = \"d752800c:ed23ae18\"">,
     .negatives = kTexts<"bundle_enterprise__contribsys"
                         "__com_TOKEN = \"${BUNDLE_ENTERPRISE__CONTRIBSYS__COM_TOKEN}\"",
                         "bundle_enterprise__contri"
                         "bsys__com is a product; its key is faa9f19c:62320ef2">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-sidekiq-secret",
     .title = "Sidekiq credentials",
     .literals = kTexts<"contribsys.com">,
     .pattern = R"((?i)://([0-9a-f]{8}:[0-9a-f]{8})@(?:gems|enterprise)\.contribsys\.com)",
     .anchored = false,
     .bytes_before = 45,
     .bytes_after = 0,
     .positives = kTexts<"https://c11d504"
                         "c:a75640f8@gems.contribsys.com/">,
     .negatives = kTexts<"https://g"
                         "ems.contribsys.com/">,
     .joins_words = true},
    {.rule = "secret-postman-key",
     .title = "Postman API key",
     .literals = kTexts<"pmak-">,
     .pattern = "PMAK-[0-9A-Fa-f]{24}-[0-9A-Fa-f]{34}",
     .min_entropy = 3,
     .positives = kTexts<"PMAK-1a3a5ee5efefb2f6"
                         "92b993cc-3cd8e847490f2a02513437cc3db15528bb">,
     .negatives = kTexts<"PMAK-xxxxxxxxxxxxxxxx"
                         "xxxxxxxx-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-readme-key",
     .title = "ReadMe API key",
     .literals = kTexts<"rdme_">,
     .pattern = "rdme_[0-9a-z]{70}",
     .min_entropy = 2,
     .positives = kTexts<"rdme_iy3xd0vfvtvro94scvla"
                         "tx7piq5w45e57luu7hh385ura05elw22c3c0e3vdjn1vg8cgb0">,
     .negatives = kTexts<"rdme_xxxxxxxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-authress-key",
     .title = "Authress access key",
     .literals = kTexts<".acc_", ".acc-">,
     .pattern =
         R"((?:sc|ext|scauth|authress)_[0-9A-Za-z]{5,30}\.[0-9A-Za-z]{4,6}\.acc[_-][0-9A-Za-z-]{10,32}\.[0-9A-Za-z+/_=-]{30,120})",
     .anchored = false,
     .bytes_before = 50,
     .bytes_after = 160,
     .positives = kTexts<"sc_7yneeisgml.p1rp.acc_g"
                         "o741hju4l.stmDvt8oO9eO7WtYDdBKkhEXR8rysSW04ZraODzb">,
     .negatives = kTexts<"sc_u2sm"
                         "tjn1e9.xl1o.acc_">},
    {.rule = "secret-settlemint-token",
     .title = "SettleMint token",
     .literals = kTexts<"sm_aat_", "sm_pat_", "sm_sat_">,
     .pattern = "sm_[aps]at_[0-9A-Za-z]{16}",
     .min_entropy = 3,
     .positives = kTexts<"sm_pat_"
                         "sdvBITvYgC6t3Gl5">,
     .negatives = kTexts<"sm_pat_"
                         "xxxxxxxxxxxxxxxx">},
};

}  // namespace

TokenTable build_formats() {
  return kFormats;
}

}  // namespace mig::secrets
