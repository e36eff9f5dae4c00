#include "mig/secrets/token/shape.hpp"
#include "mig/secrets/token/structures.hpp"
#include "mig/secrets/token/tables.hpp"
#include "mig/secrets/token/texts.hpp"

namespace mig::secrets {
namespace {

constexpr TokenFormat kFormats[] = {
    {.rule = "secret-facebook-token",
     .title = "Facebook token",
     .literals = kTexts<"eaac", "eaam", "eaab", "eaaj", "eaag", "eaah">,
     .pattern = "EAA[A-Z][0-9A-Za-z]{80,}",
     .bytes_after = 800,
     .min_entropy = 3.5,
     .positives = kTexts<
         "EAACAOBJS6OaBql6TMJyO3E8p9JzUHTZ7rDVqI2zqF14yK6c"
         "6zxJA9pyhhiVvQQclj92MhDZXYsZRynkwP9sdGB5Vs3LlM5AFNGh1jM8cbaSTAGoiyNFMMCvqLMPJCL5iqaRK9"
         "tUzsfTHb2x">,
     .negatives = kTexts<
         "eaacbf7a607115e619253f1f0759b4ef1f625d1d7"
         "46807e37edecf5c6d7412f9092ca31e81783ee91f43478ee067d917fb81e568beff2ea52ac991fa630f">},
    {.rule = "secret-facebook-token",
     .title = "Instagram token",
     .literals = kTexts<"igq">,
     .pattern = "IGQ[VW][0-9A-Za-z_-]{80,}",
     .bytes_after = 800,
     .min_entropy = 3.5,
     .positives = kTexts<
         "IGQVHRg7bZ655onI4dkSJJ9lFuVH3i2XEkOrqoB5MDfpaNJa"
         "r0bysihr8yEauEqkzuwrQeVFRmRnCeMJLXMh7JBByatmsbI7URQKCqusVpaEIA9CGADxS13DNBKXtkZBCWlw8J"
         "WqKlwCJtd3">,
     .negatives = kTexts<
         "IGQVxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
         "xxxxxxxxxx">},
    {.rule = "secret-facebook-secret",
     .title = "Facebook secret",
     .literals = kTexts<"facebook", "fbapi", "fb_app", "fb_api", "fbapp">,
     .pattern = "[0-9a-f]{32}",
     .min_entropy = 3,
     .positives = kTexts<"FACEBOOK_TOKEN = "
                         "\"f5b9e3f3ba2a6775e3be629fcc50493c\"">,
     .negatives = kTexts<"facebook_TOK"
                         "EN = \"${FACEBOOK_TOKEN}\"",
                         "facebook is a product;"
                         " its key is 4acdf1f9e1b7731914ae2f8756faeacb">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-facebook-token",
     .title = "Facebook app token",
     .literals = kTexts<"facebook">,
     .pattern = R"((?i)facebook[^\r\n]{0,40}?[^0-9A-Za-z](\d{15,16}[|%][0-9A-Za-z_-]{27,40}))",
     .min_entropy = 3,
     .positives = kTexts<"facebook token 1263"
                         "10809310646|qnkM5SUD0AnmlSEVMCZQFV2RYy2">,
     .negatives = kTexts<"face"
                         "book 12|x">,
     .joins_words = true},
    {.rule = "secret-twitter-secret",
     .title = "Twitter secret",
     .literals = kTexts<"twitter">,
     .pattern = "A{22}[0-9A-Za-z%]{80,100}|[0-9]{15,25}-[0-9A-Za-z]{20,40}|[0-9A-Za-z]{50}|[0-9A-"
                "Za-z]{45}|[0-9A-Za-z]{25}|[0-9A-Za-z]{35,44}|[0-9A-Za-z]{18,25}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"TWITTER_TOKEN = \"ln4TL"
                         "lMiVYQO9pXWoTpAj88WErr3XPvjIwqcUfF9Onw874gyJG\"",
                         "\"twitter_token\": \"275"
                         "992314678438197-ojlRBikTsYSwHadqutYSJvFl8d6\"">,
     .negatives = kTexts<"twitter_TOK"
                         "EN = \"${TWITTER_TOKEN}\"",
                         "twitter is a product; its k"
                         "ey is 0rO9tCtaJbP81mPReL146V7KbWSu9UWT1dmxrNhRptfBKtQFBy">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-twitter-secret",
     .title = "Twitter bearer token",
     .literals = kTexts<"aaaaaaaaaaaaaaaaaaaaa">,
     .pattern = "A{20,22}[0-9A-Za-z%]{60,100}",
     .min_entropy = 3,
     .is_valid = shape::has_digit,
     .positives = kTexts<"AAAAAAAAAAAAAAAAAAAAAAiuSiZTjlmiOqH"
                         "ha4OeBVT16YLbgYxUHPMeFXKHKqxuEcjEJ9YnKpACBtzTJCm0X09LoKrr5cnmYTgw8csNAD">,
     .negatives = kTexts<"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                         "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA">},
    {.rule = "secret-linkedin-secret",
     .title = "LinkedIn secret",
     .literals = kTexts<"linkedin", "linked_in", "linked-in">,
     .pattern = "[0-9A-Za-z]{16}|[0-9A-Za-z]{14}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"LINKEDIN_TO"
                         "KEN = \"eI4gCaPqdvhXP8v4\"",
                         "\"linkedin_t"
                         "oken\": \"GLm87S3UosD7Ir\"">,
     .negatives = kTexts<"linkedin_TOK"
                         "EN = \"${LINKEDIN_TOKEN}\"",
                         "linkedin is a pr"
                         "oduct; its key is evWBblmtP9AHtpnb">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-linkedin-secret",
     .title = "LinkedIn client secret",
     .literals = kTexts<"wpl_ap1.">,
     .pattern = R"(WPL_AP1\.[0-9A-Za-z]{16}\.[0-9A-Za-z+/=]{6,10})",
     .positives = kTexts<"WPL_AP1.lVv"
                         "zs9N4zm7PwQxp.L6pyxC==">,
     .negatives = kTexts<"WPL_AP1.x">,
     .may_end_anywhere = true},
    {.rule = "secret-twitch-token",
     .title = "Twitch token",
     .literals = kTexts<"twitch">,
     .pattern = "[0-9A-Za-z]{30}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"TWITCH_TOKEN = "
                         "\"oa57zwy0v9ped75knzprnopiqm9933\"">,
     .negatives = kTexts<"twitch_TOK"
                         "EN = \"${TWITCH_TOKEN}\"",
                         "twitch is a product;"
                         " its key is dx83lhb2tusavwaphsmmdb86ibkovt">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-twitch-token",
     .title = "Twitch stream key",
     .literals = kTexts<"live_">,
     .pattern = R"(live_\d{6,12}_[0-9A-Za-z]{30})",
     .positives = kTexts<"live_256524868_"
                         "UCoTHCzobJPt3jlG8KxqlUNBg434k1">,
     .negatives = kTexts<"live_60904566"
                         "1_ZZOjaMdG9ORvcscq5feSdmqT">},
    {.rule = "secret-flickr-token",
     .title = "Flickr token",
     .literals = kTexts<"flickr">,
     .pattern = "[0-9A-Za-z]{32}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"FLICKR_TOKEN = \""
                         "YhhK9YFg5VGVw4aPqUmofwcksh7UFROo\"">,
     .negatives = kTexts<"flickr_TOK"
                         "EN = \"${FLICKR_TOKEN}\"",
                         "flickr is a product; "
                         "its key is weDY8oe5gyBALegdZYkeUM68cy8jBZbS">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-spotify-secret",
     .title = "Spotify secret",
     .literals = kTexts<"spotify">,
     .pattern = "[0-9a-f]{32}",
     .min_entropy = 3,
     .positives = kTexts<"SPOTIFY_TOKEN = "
                         "\"f4725fd78de18d0de86dff9b8525fdb2\"">,
     .negatives = kTexts<"spotify_TOK"
                         "EN = \"${SPOTIFY_TOKEN}\"",
                         "spotify is a product;"
                         " its key is 9522418f7d1b97b1b5f9998bea57e5ae">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-nytimes-token",
     .title = "New York Times token",
     .literals = kTexts<"nytimes", "new-york-times", "newyorktimes", "new_york_times">,
     .pattern = "[0-9A-Za-z=_-]{32}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"NYTIMES_TOKEN = "
                         "\"f0METJi8wJ82LASKQO7QoRyYweZ1TkmL\"">,
     .negatives = kTexts<"nytimes_TOK"
                         "EN = \"${NYTIMES_TOKEN}\"",
                         "nytimes is a product;"
                         " its key is cEUlcimXaDJiLvnklPHuJnyxKDzig9tS">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-rapidapi-token",
     .title = "RapidAPI token",
     .literals = kTexts<"rapidapi">,
     .pattern = "[0-9A-Za-z_-]{50}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"RAPIDAPI_TOKEN = \"CTpD3"
                         "VoxUvPeLSYrknSqxY3JwGlXYQf3s49QLQNwWpeaBBLZr5\"">,
     .negatives = kTexts<"rapidapi_TOK"
                         "EN = \"${RAPIDAPI_TOKEN}\"",
                         "rapidapi is a product; its k"
                         "ey is JPnNW1l1tNEFVNR4R6BS_cU_CdTOMBMB8wX66VHFUjZe-KzVce">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
};

}  // namespace

TokenTable social_formats() {
  return kFormats;
}

}  // namespace mig::secrets
