#include "mig/secrets/token/shape.hpp"
#include "mig/secrets/token/structures.hpp"
#include "mig/secrets/token/tables.hpp"
#include "mig/secrets/token/texts.hpp"

namespace mig::secrets {
namespace {

constexpr TokenFormat kFormats[] = {
    {.rule = "secret-npm-token",
     .title = "npm token",
     .literals = kTexts<"npm_">,
     .pattern = "npm_[0-9A-Za-z]{36}",
     .min_entropy = 2.5,
     .positives = kTexts<"npm_1zzq59ru6"
                         "nus7cNDcjD6NKQfRXEubGGDwnkJ">,
     .negatives = kTexts<"npm_xxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxx">,
     .is_checked = shape::has_github_checksum},
    {.rule = "secret-npm-token",
     .title = "npm registry token",
     .literals = kTexts<":_authtoken", ":_password", ":_auth">,
     .pattern = R"([^/\s]/?:_(?:authToken|password|auth)\s{0,3}=\s{0,3}["']?([^\s"'$]{8,}))",
     .bytes_before = 2,
     .is_valid = shape::has_letter_and_digit,
     .positives = kTexts<"//registry.test/:_aut"
                         "hToken=6fdd1bad-3ffd-c19c-3e3f-1dc3b816426f">,
     .negatives = kTexts<"//registry.te"
                         "st/:_authToken=${NPM_TOKEN}">,
     .joins_words = true,
     .may_end_anywhere = true},
    {.rule = "secret-pypi-token",
     .title = "PyPI token",
     .literals = kTexts<"pypi-ag">,
     .pattern = "pypi-Ag(?:EIcHlwaS5vcmc|ENdGVzdC5weXBpLm9yZw)[0-9A-Za-z_-]{50,1000}",
     .bytes_after = 1100,
     .min_entropy = 3,
     .positives = kTexts<"pypi-AgEIcHlwaS5vcmcj2n-ywFDcwsEc"
                         "y7LbKEmmWZm4WdcPqshpZzDI9iVypz6ow8nJ1-P2A76FRjjHjP95a2zzgC4ZiSf4SuY">,
     .negatives = kTexts<"pypi-AgEIcHlw"
                         "aS5vcmcci8ugmGlShwy-x_CKeZa">},
    {.rule = "secret-rubygems-key",
     .title = "RubyGems API key",
     .literals = kTexts<"rubygems_">,
     .pattern = "rubygems_[0-9a-f]{48}",
     .min_entropy = 2,
     .positives = kTexts<"rubygems_09dacce3b0"
                         "ee86a8cf6fcbb78d0b0615f4ffa4a976cf698b">,
     .negatives = kTexts<"rubygems_xxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-crates-token",
     .title = "crates.io token",
     .literals = kTexts<"cio">,
     .pattern = "cio[0-9A-Za-z]{32}",
     .min_entropy = 3.5,
     .is_valid = shape::is_mixed,
     .positives = kTexts<"cioCs9MnujX"
                         "dogXA57pAXdUj1RQAE1eIsLq">,
     .negatives = kTexts<"cioxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-clojars-token",
     .title = "Clojars token",
     .literals = kTexts<"clojars_">,
     .pattern = "(?i)CLOJARS_[0-9a-z]{60}",
     .min_entropy = 2,
     .positives = kTexts<"CLOJARS_9c1a085a5ac42c"
                         "d28e647f9ef8af1eb34260cdc8248e5352c397839fdb03">,
     .negatives = kTexts<"CLOJARS_xxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-nuget-key",
     .title = "NuGet API key",
     .literals = kTexts<"oy2">,
     .pattern = "oy2[0-9a-z]{43}",
     .min_entropy = 3,
     .positives = kTexts<"oy2gswov85ilah5"
                         "rdumqoywg1jkpq87fy5sie44b5dstfu">,
     .negatives = kTexts<"oy2xxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-packagist-token",
     .title = "Packagist token",
     .literals = kTexts<"packagist_">,
     .pattern = "packagist_(?:o|u)(?:rt|ut|at|wt)_[0-9a-f]{68}",
     .positives = kTexts<"packagist_ort_f3cb8c7c0c0ea"
                         "1e1491862d3115a8f539365452399adb599931d6fb93daec0060b02">,
     .negatives = kTexts<"packa"
                         "gist_token">},
    {.rule = "secret-docker-token",
     .title = "Docker Hub token",
     .literals = kTexts<"dckr_pat_", "dckr_oat_">,
     .pattern = "dckr_[po]at_[0-9A-Za-z_-]{24,32}",
     .min_entropy = 3,
     .positives = kTexts<"dckr_pat_qfn"
                         "vK0I1NClvCZDdx4z2S31scbh">,
     .negatives = kTexts<"dckr_pat_xxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-docker-auth",
     .title = "credentials of a container registry",
     .literals = kTexts<"\"auth\"">,
     .pattern = R"~("auth"\s{0,3}:\s{0,3}"([0-9A-Za-z+/]{8,}={0,2})")~",
     .bytes_after = 2000,
     .is_valid = shape::is_basic_pair,
     .positives = kTexts<"\"auths\": {\"r.test\":"
                         " {\"auth\": \"YmFja3VwOjRtOVF6LXRyYXc=\"}}">,
     .negatives = kTexts<"\"auth\":"
                         " \"bearer-token\"">},
    {.rule = "secret-artifactory-key",
     .title = "Artifactory key",
     .literals = kTexts<"akc">,
     .pattern = "AKC[0-9A-Za-z]{10,}",
     .is_valid = shape::is_artifactory_key,
     .positives = kTexts<"AKCp8GuGJ1SuTYcz1hzGTGTc"
                         "rOD3QrdrY63drqWTVnEBjwB1QETE9iDkepVH1MiCPgx5Nmd5I">,
     .negatives = kTexts<"testAKCFL"
                         "1q22ioIlY2Y68xN61R",
                         "AKCpXXXXXXXX"
                         "XXXXXXXXXXXXXXXXXXXXXXXXXX">,
     .may_be_masked = true},
    {.rule = "secret-artifactory-key",
     .title = "Artifactory encrypted password",
     .literals = kTexts<"ap0", "ap1", "ap2", "ap3", "ap4", "ap5", "ap6", "ap7", "ap8", "ap9", "apa",
                        "apb", "apc", "apd", "ape", "apf">,
     .pattern = "AP[0-9ABCDEF][0-9A-Za-z]{8,}",
     .is_valid = shape::is_artifactory_key,
     .positives = kTexts<"AP6CWPhMVUH"
                         "TXUOKWe5P8GwOqObJh1ILE">,
     .negatives = kTexts<"AP6",
                         "APART"
                         "MENTNUMBER",
                         "testAP6su"
                         "jUrU2YqznlPJ7SXOwJ">,
     .confidence = Confidence::low,
     .may_be_masked = true},
    {.rule = "secret-artifactory-key",
     .title = "Artifactory reference token",
     .literals = kTexts<"cmvmd">,
     .pattern = "cmVmd[0-9A-Za-z]{59}",
     .min_entropy = 4,
     .positives = kTexts<"cmVmd35EUfFRDZF3cdzh6"
                         "jIjfQPF8KkKJSYm6mLK5qrq7bPNKxLzCPRVeuKed2PI">,
     .negatives = kTexts<"cmVmdxxxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-jfrog-token",
     .title = "JFrog token",
     .literals = kTexts<"jfrog", "artifactory", "bintray", "xray">,
     .pattern = "[0-9A-Za-z]{64}|[0-9A-Za-z]{73}",
     .min_entropy = 3,
     .is_valid = shape::has_digit,
     .positives = kTexts<"JFROG_TOKEN = \"scxpsc13q39"
                         "qj3zevcguv0y90n9qwcr576sfbzrr3bl3v2jrwa46ckhxhmu6y6ch\"",
                         "\"jfrog_token\": \"199yE0WKs4xzvQ"
                         "XfBwnZI1h0R1PlCGR75v70cYc2fCnW9VOlOx6y1Iay3hO1gEbblI2hQsQaE\"">,
     .negatives = kTexts<"jfrog_TOKE"
                         "N = \"${JFROG_TOKEN}\"",
                         "jfrog is a product; its key is "
                         "vv9t006darlvzisq3f2fhthzzg2vhhot845d5tf76j39nw5kgh4ce8rwnz76f6ri">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-jfrog-token",
     .title = "JFrog API key",
     .literals = kTexts<"jfrog">,
     .pattern = R"((?i)jfrog[\w.-]{0,20}\.password\s{0,3}=\s{0,3}["']?([0-9a-z]{64,200}))",
     .positives = kTexts<
         "--set pullJfrog.password=pmbm4xb1nb8uyabr"
         "r3tkrc52ef2q5v5faac4dj7ncs93uhzgn75yiillukzxf7lviwns18ix8v5raar99ijtdlibo2bwhx4pbxuy">,
     .negatives = kTexts<"--set pul"
                         "lJfrog.password=$P">,
     .joins_words = true},
};

}  // namespace

TokenTable registry_formats() {
  return kFormats;
}

}  // namespace mig::secrets
