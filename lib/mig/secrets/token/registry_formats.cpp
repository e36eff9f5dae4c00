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
     .positives = kTexts<"npm_qw7W5vCOs"
                         "ZgdFjp3gNr3FCtTTLMhTzc5yLOg">,
     .negatives = kTexts<"npm_xxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxx">,
     .is_checked = shape::has_github_checksum},
    // Npm registry token.
    {.rule = "secret-npm-token",
     .title = "npm token",
     .literals = kTexts<":_authtoken", ":_password", ":_auth">,
     .pattern = R"([^/\s]/?:_(?:authToken|password|auth)\s{0,3}=\s{0,3}["']?([^\s"'$]{8,}))",
     .bytes_before = 2,
     .is_valid = shape::has_letter_and_digit,
     .positives = kTexts<"//registry.test/:_aut"
                         "hToken=73ab8a6c-02f8-5cac-eacf-92df3d0ee148">,
     .negatives = kTexts<"//registry.te"
                         "st/:_authToken=${NPM_TOKEN}">,
     .joins_words = true,
     .may_end_anywhere = true},
    {.rule = "secret-pypi-token",
     .title = "PyPI token",
     .literals = kTexts<"pypi-ag">,
     .pattern = "pypi-Ag(?:EIcHlwaS5vcmc|ENdGVzdC5weXBpLm9yZw)[0-9A-Za-z_-]{50,}",
     .bytes_after = 1100,
     .min_entropy = 3,
     .positives = kTexts<"pypi-AgEIcHlwaS5vcmcJjHjP95a2zzgC"
                         "4ZiSf4Suwi8ugmGlShwy-x_CKeZ40Al3pyx4OtB76iZoiw8b-xtvdj0BvDbEX8Q-8pU">,
     .negatives = kTexts<"pypi-AgEIcHlw"
                         "aS5vcmcUkfbz-YnguFZu6uABv7j">},
    {.rule = "secret-rubygems-key",
     .title = "RubyGems API key",
     .literals = kTexts<"rubygems_">,
     .pattern = "rubygems_[0-9a-f]{48}",
     .min_entropy = 2,
     .positives = kTexts<"rubygems_8802f459c1"
                         "a085a5ac42cd28e647f9ef8af1eb34260cdc82">,
     .negatives = kTexts<"rubygems_xxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-crates-token",
     .title = "Rust package registry token",
     .literals = kTexts<"cio">,
     .pattern = "cio[0-9A-Za-z]{32}",
     .min_entropy = 3.5,
     .is_valid = shape::is_mixed,
     .positives = kTexts<"ciormoJQv9d"
                         "zK2Gx0LFYGkTOuRHS0faysXA">,
     .negatives = kTexts<"cioxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-clojars-token",
     .title = "Clojars token",
     .literals = kTexts<"clojars_">,
     .pattern = "(?i)CLOJARS_[0-9a-z]{60}",
     .min_entropy = 2,
     .positives = kTexts<"CLOJARS_339b7af4503f81"
                         "a687cb3d45782cf942ff0f1992af3cb8c7c0c0ea1e1491">,
     .negatives = kTexts<"CLOJARS_xxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-nuget-key",
     .title = "NuGet API key",
     .literals = kTexts<"oy2">,
     .pattern = "oy2[0-9a-z]{43}",
     .min_entropy = 3,
     .positives = kTexts<"oy2q8ne0hcd7kur"
                         "5lgsgnkilf9gstv0wk6sstgc1n4xtg1">,
     .negatives = kTexts<"oy2xxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-packagist-token",
     .title = "Packagist token",
     .literals = kTexts<"packagist_">,
     .pattern = "packagist_(?:o|u)(?:rt|ut|at|wt)_[0-9a-f]{68}",
     .positives = kTexts<"packagist_ort_aec0060b02f54"
                         "611c1e9ed33499ce3939e718eceb9a20082921fa36176e4254cc681">,
     .negatives = kTexts<"packa"
                         "gist_token">},
    // Docker Hub token.
    {.rule = "secret-docker-token",
     .title = "credentials of a container registry",
     .literals = kTexts<"dckr_pat_", "dckr_oat_">,
     .pattern = "dckr_[po]at_[0-9A-Za-z_-]{24,32}",
     .min_entropy = 3,
     .positives = kTexts<"dckr_pat_WPh"
                         "MVUHTXUOKWe5P8GwOqObJh1I">,
     .negatives = kTexts<"dckr_pat_xxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-docker-token",
     .title = "credentials of a container registry",
     .literals = kTexts<"\"auth\"">,
     .pattern = R"~("auth"\s{0,3}:\s{0,3}"([0-9A-Za-z+/]{8,}={0,2})")~",
     .bytes_after = 2000,
     .is_valid = shape::is_basic_pair,
     .positives = kTexts<"\"auths\": {\"r.test\":"
                         " {\"auth\": \"YmFja3VwOjRtOVF6LXRyYXc=\"}}">,
     .negatives = kTexts<"\"auth\":"
                         " \"bearer-token\"">},
    // Artifactory key.
    {.rule = "secret-jfrog-token",
     .title = "JFrog token",
     .literals = kTexts<"akc">,
     .pattern = "AKC[0-9A-Za-z]{10,}",
     .is_valid = shape::is_artifactory_key,
     .positives = kTexts<"AKCp8LEsujUrU2YqznlPJ7SX"
                         "OwJ35EUfFRDZF3cdzh6jIjfQPF8KkKJSYm6mLK5qrq7bPNKxL">,
     .negatives = kTexts<"testAKCzC"
                         "PRVeuKed2PIw630SCX",
                         "AKCpXXXXXXXX"
                         "XXXXXXXXXXXXXXXXXXXXXXXXXX">},
    // Artifactory reference token.
    {.rule = "secret-jfrog-token",
     .title = "JFrog token",
     .literals = kTexts<"cmvmd">,
     .pattern = "cmVmd[0-9A-Za-z]{59}",
     .min_entropy = 4,
     .positives = kTexts<"cmVmdpQ4Wow835CR4n7f2"
                         "nh2qxgtSuF9Br3Zy8pR6R9dBuuLd8Vsyc1JR0WtAegl">,
     .negatives = kTexts<"cmVmdxxxxxxxxxxxxxxxx"
                         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx">},
    {.rule = "secret-jfrog-token",
     .title = "JFrog token",
     .literals = kTexts<"jfrog", "artifactory", "bintray", "xray">,
     .pattern = "[0-9A-Za-z]{64}|[0-9A-Za-z]{73}",
     .min_entropy = 3,
     .is_valid = shape::has_digit,
     .positives = kTexts<"JFROG_TOKEN = \"ckhxhmu6y6c"
                         "hewkqx5bzi7rpcgr2y25cwvooi07o6e11i7qq0evv9t006darlvzi\"",
                         "\"jfrog_token\": \"SqQ9dF4tc6FHTn"
                         "HZ3Z7G0cVHtHq8OqTiw446efD4q64f4TzkzFhgJ4rdpjNqWf4K8GHeCEiRW\"">,
     .negatives = kTexts<"jfrog_TOKE"
                         "N = \"${JFROG_TOKEN}\"",
                         "jfrog is a product; its key is "
                         "nz76f6ripmbm4xb1nb8uyabrr3tkrc52ef2q5v5faac4dj7ncs93uhzgn75yiill">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    // JFrog API key.
    {.rule = "secret-jfrog-token",
     .title = "JFrog token",
     .literals = kTexts<"jfrog">,
     .pattern = R"((?i)jfrog[\w.-]{0,20}\.password\s{0,3}=\s{0,3}["']?([0-9a-z]{64,}))",
     .positives = kTexts<
         "--set pullJfrog.password=ukzxf7lviwns18ix"
         "8v5raar99ijtdlibo2bwhx4pbxuyyqf74xae0nvvsxy9z6l81112gftqmnmjgaqfwz5siw0voa56zu3dguzx">,
     .negatives = kTexts<"--set pul"
                         "lJfrog.password=$P">,
     .joins_words = true},
};

}  // namespace

TokenTable registry_formats() {
  return kFormats;
}

}  // namespace mig::secrets
