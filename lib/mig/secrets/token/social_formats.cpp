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
         "EAACUHCc9RDO3RHyccmiTDejI14HjJP08lRdk26dAMOoa4wS"
         "uDPkf7WpsRD7dL6ynMR8xWcpzefEdVKEVpopunZTTCfjuU3z2yNH1vi7wBeHRg7bZ655onI4dkSJJ9lFuVH3i2"
         "XEkOrqoB5M">,
     .negatives = kTexts<
         "eaac1fd64dd2d28fa2881f645b6400dd4a8851ad2"
         "40130191605bc01b4b514ef5b9e3f3ba2a6775e3be629fcc50493c4acdf1f9e1b7731914ae2f8756fae">},
    // Instagram token.
    {.rule = "secret-facebook-token",
     .title = "Facebook token",
     .literals = kTexts<"igq">,
     .pattern = "IGQ[VW][0-9A-Za-z_-]{80,}",
     .bytes_after = 800,
     .min_entropy = 3.5,
     .positives = kTexts<
         "IGQV81lUZXFKbOGDgqDkMEAZQxZTiS0GkcJKzwBakAT01mT9"
         "xuhrSJCKrGp0gBMm4wiIC6Kb1IMZq2ln4TLlMiVYQO9pXWoTpAj88WErr3XPvjIwqcUfF9Onw874gyJGLeVk0n"
         "JvMpGRrybe">,
     .negatives = kTexts<
         "IGQVxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
         "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
         "xxxxxxxxxx">},
    // Facebook secret.
    {.rule = "secret-facebook-token",
     .title = "Facebook token",
     .literals = kTexts<"facebook", "fbapi", "fb_app", "fb_api", "fbapp">,
     .pattern = "[0-9a-f]{32}",
     .min_entropy = 3,
     .positives = kTexts<"FACEBOOK_TOKEN = "
                         "\"972f809c93dec942e71d4d778f5a5db9\"">,
     .negatives = kTexts<"facebook_TOK"
                         "EN = \"${FACEBOOK_TOKEN}\"",
                         "facebook is a product;"
                         " its key is ab9e68f058209c973d7f0a9c5dca376f">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    // Facebook app token.
    {.rule = "secret-facebook-token",
     .title = "Facebook token",
     .literals = kTexts<"facebook">,
     .pattern = R"((?i)facebook[^\r\n]{0,40}?[^0-9A-Za-z](\d{15,16}[|%][0-9A-Za-z_-]{27,40}))",
     .min_entropy = 3,
     .positives = kTexts<"facebook token 1521"
                         "21781269200|3CnSEvWU4xn5aBG8QE1e6vfNWkU">,
     .negatives = kTexts<"face"
                         "book 12|x">,
     .joins_words = true},
    {.rule = "secret-twitter-secret",
     .title = "Twitter secret",
     .literals = kTexts<"twitter">,
     .pattern = "A{22}[0-9A-Za-z%]{80,}|[0-9]{15,25}-[0-9A-Za-z]{20,40}|[0-9A-Za-z]{50}|[0-9A-"
                "Za-z]{45}|[0-9A-Za-z]{25}|[0-9A-Za-z]{35,44}|[0-9A-Za-z]{18,25}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"TWITTER_TOKEN = \"osD7I"
                         "revWBblmtP9AHtpnblVvzs9N4zm7PwQxpL6pyxC6OwpAr\"",
                         "\"twitter_token\": \"786"
                         "956658310879923-ZspPRnN7rw6401OyPnIQsMjq8jd\"">,
     .negatives = kTexts<"twitter_TOK"
                         "EN = \"${TWITTER_TOKEN}\"",
                         "twitter is a product; its k"
                         "ey is dDvr0XidLuHoBcTU2S8AVWAP5HS0MMz0DBiy3gnpuIBKOVTKUa">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    // Twitter bearer token.
    {.rule = "secret-twitter-secret",
     .title = "Twitter secret",
     .literals = kTexts<"aaaaaaaaaaaaaaaaaaaaa">,
     .pattern = "A{20,22}[0-9A-Za-z%]{60,}",
     .min_entropy = 3,
     .is_valid = shape::has_digit,
     .positives = kTexts<"AAAAAAAAAAAAAAAAAAAAAA4WKtR9piwYjUC"
                         "oTHCzobJPt3jlG8KxqlUNBg434k1ZzoClBR4VZb1FZZOjaMdG9ORvcscq5feSdmqTYhhK9Y">,
     .negatives = kTexts<"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                         "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA">},
    {.rule = "secret-linkedin-secret",
     .title = "LinkedIn secret",
     .literals = kTexts<"linkedin", "linked_in", "linked-in">,
     .pattern = "[0-9A-Za-z]{16}|[0-9A-Za-z]{14}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"LINKEDIN_TO"
                         "KEN = \"Fg5VGVw4aPqUmofw\"",
                         "\"linkedin_t"
                         "oken\": \"cksh7UFROoweDY\"">,
     .negatives = kTexts<"linkedin_TOK"
                         "EN = \"${LINKEDIN_TOKEN}\"",
                         "linkedin is a pr"
                         "oduct; its key is 8oe5gyBALegdZYke">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    // LinkedIn client secret.
    {.rule = "secret-linkedin-secret",
     .title = "LinkedIn secret",
     .literals = kTexts<"wpl_ap1.">,
     .pattern = R"(WPL_AP1\.[0-9A-Za-z]{16}\.[0-9A-Za-z+/=]{6,10})",
     .positives = kTexts<"WPL_AP1.UM6"
                         "8cy8jBZbSnieJ.OELeqb==">,
     .negatives = kTexts<"WPL_AP1.x">,
     .may_end_anywhere = true},
    {.rule = "secret-twitch-token",
     .title = "Twitch token",
     .literals = kTexts<"twitch">,
     .pattern = "[0-9A-Za-z]{30}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"TWITCH_TOKEN = "
                         "\"pq092cr1b082qm154txrkfk40wftlf\"">,
     .negatives = kTexts<"twitch_TOK"
                         "EN = \"${TWITCH_TOKEN}\"",
                         "twitch is a product;"
                         " its key is e99jdr5p1dxtowdwk4tttq86w26vkp">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    // Twitch stream key.
    {.rule = "secret-twitch-token",
     .title = "Twitch token",
     .literals = kTexts<"live_">,
     .pattern = R"(live_\d{6,12}_[0-9A-Za-z]{30})",
     .positives = kTexts<"live_725773142_"
                         "i8wJ82LASKQO7QoRyYweZ1TkmLcEUl">,
     .negatives = kTexts<"live_78956028"
                         "2_vnklPHuJnyxKDzig9tSJUBbl">},
    {.rule = "secret-flickr-token",
     .title = "Flickr token",
     .literals = kTexts<"flickr">,
     .pattern = "[0-9A-Za-z]{32}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"FLICKR_TOKEN = \""
                         "Kuy6UlkYKs4h3XHwPFJqt7h1MVSTJyqV\"">,
     .negatives = kTexts<"flickr_TOK"
                         "EN = \"${FLICKR_TOKEN}\"",
                         "flickr is a product; "
                         "its key is 5Y85MbuEY6o2Dp6SL8MIPvv4rbWisce1">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-spotify-secret",
     .title = "Spotify secret",
     .literals = kTexts<"spotify">,
     .pattern = "[0-9a-f]{32}",
     .min_entropy = 3,
     .positives = kTexts<"SPOTIFY_TOKEN = "
                         "\"4243c5a760026a13935d9db311534e4e\"">,
     .negatives = kTexts<"spotify_TOK"
                         "EN = \"${SPOTIFY_TOKEN}\"",
                         "spotify is a product;"
                         " its key is 04f75f07433030fc5ee5115867f2c574">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-nytimes-token",
     .title = "New York Times token",
     .literals = kTexts<"nytimes", "new-york-times", "newyorktimes", "new_york_times">,
     .pattern = "[0-9A-Za-z=_-]{32}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"NYTIMES_TOKEN = "
                         "\"egC0FjJdcEXW554GGOGKAwyxMiYxGg6Y\"">,
     .negatives = kTexts<"nytimes_TOK"
                         "EN = \"${NYTIMES_TOKEN}\"",
                         "nytimes is a product;"
                         " its key is HqUhFEkmyb79TsNswkxSTOBAoeTsjJ3Z">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    {.rule = "secret-rapidapi-token",
     .title = "RapidAPI token",
     .literals = kTexts<"rapidapi">,
     .pattern = "[0-9A-Za-z_-]{50}",
     .min_entropy = 2,
     .is_valid = shape::has_digit,
     .positives = kTexts<"RAPIDAPI_TOKEN = \"THBlg"
                         "rRon4atxXP1oaiGHV2_Pa8LuFY_wFHh8wc_0qlbPuPBEC\"">,
     .negatives = kTexts<"rapidapi_TOK"
                         "EN = \"${RAPIDAPI_TOKEN}\"",
                         "rapidapi is a product; its k"
                         "ey is rtIi6FLrm-VGWX1DE6-KJM7T6GhvP8cVvGcGYC_tM7AdquQOr3">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
};

}  // namespace

TokenTable social_formats() {
  return kFormats;
}

}  // namespace mig::secrets
