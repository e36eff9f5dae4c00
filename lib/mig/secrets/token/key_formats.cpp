#include "mig/secrets/token/shape.hpp"
#include "mig/secrets/token/structures.hpp"
#include "mig/secrets/token/tables.hpp"
#include "mig/secrets/token/texts.hpp"

namespace mig::secrets {
namespace {

constexpr TokenFormat kFormats[] = {
    {.rule = "secret-private-key",
     .title = "private key",
     .literals = kTexts<"-----begin">,
     .pattern = "",
     .positives = kTexts<
         "-----BEGIN PRIVATE KEY-----\nu3+PfdWrQkD4/FmbWMdWE1Thb"
         "ng+OlRm+4M76aro55ef8wx9/wFrrB7YJIsDa9xy\ntbgeGbwWV8g69dgvY4JbBXJ/w+4CkQhnBxEqM1JK\n---"
         "--END PRIVATE KEY-----",
         "\"key\": \"-----BEGIN RSA PRIVATE KEY-----\\nicrSX0y8OYDiRXArf4b9TZlTVMp"
         "xYMkpd7EUVzf6QctMAIfj+5Rh31wt3SzgG8pT\\nfNai/qApCE1eDJVX8RYEYus6NL3NgUD23kSpjSkmwf24oQ"
         "0mDK/9lesVrs7MJoJN\\n-----END RSA PRIVATE KEY-----\\n\"",
         "-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: 1\n\nyUuCzOscW1t69KQfihsozI"
         "Lila2EF+0sKJb1eI8+0zaHn1TlK7pqVliFEgDJyI95\n71iFR/3BMLqVt+0aePfjJEmLTB8AUbnMDhtj2VuB33"
         "5ELqSQFym89i1Z7Ddx\n=abcd\n-----END PGP PRIVATE KEY BLOCK-----">,
     .negatives =
         kTexts<"-----BEGIN PUBLIC KEY-----\nROIWrs9OZf1"
                "5K+rkAME6cTAox9OM5aP4PvI7esDtsEjzXhPhhgKizWLDYO/dKV3w\n-----END PUBLIC KEY-----",
                "-----BEGIN PRIVATE "
                "KEY-----\\n...\\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE K"
                "EY-----\n${KEY}\n-----END PRIVATE KEY-----">,
     .find = find_private_key},
    // Private key in base64.
    {.rule = "secret-private-key",
     .title = "private key",
     .literals = kTexts<"ls0tls1crudjtibf", "ls0tls1crudjtibs", "ls0tls1crudjtibq",
                        "ls0tls1crudjtibp", "ls0tls1crudjtibe">,
     .pattern = R"(LS0tLS1CRUdJTi[0-9A-Za-z+/\\\r\n-]{80,}={0,2})",
     .bytes_after = 3000,
     .min_entropy = 3,
     .is_valid = shape::is_wrapped_key,
     .positives = kTexts<
         "key: LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tLQory9OVYi6"
         "Th8S3dRpjj/0gb+gXzVoS7yZncMZtRx4MGjT5szZwRnWmLP+VeemCvdccGdk5P7gD8hvcPHrzPLR7j4yFoYE3H"
         "03LKdeEbZrHyXJIDc8hcCNbtkC">,
     .negatives = kTexts<
         "key: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCkC805dIwLLFO"
         "YtSnoWXe/HaWDcv9m2K3m2d92PzRl+SWKklY3iCglcyY/oR2Htb1hmhsR+3kChigYIhgE4gTfK1latTa61sTh1"
         "4JdF3VddBOkGgGcpw4k4XWt">},
    // SSH2 private key.
    {.rule = "secret-private-key",
     .title = "private key",
     .literals = kTexts<"---- begin ssh2 enc">,
     .pattern = "(?i)---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----[^-]{48,}",
     .bytes_after = 4000,
     .positives = kTexts<
         "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY --"
         "--\njdq2uO0ikYO72heLsthJC2xwRbCNiZSGG0FPJOsu+N41aeS3SAHUHQxx+LHGOdv1\n---- END SSH2">,
     .negatives = kTexts<"---- BEGIN SSH2 PUBLIC KEY ----\n"
                         "z7iKidka0ifwRoYBL27KLtJfc9vLoE8lub+6n0Q9KHgPW48Gks4S7FzfaGGqV/Oy">,
     .may_end_anywhere = true},
    // PuTTY private key.
    {.rule = "secret-private-key",
     .title = "private key",
     .literals = kTexts<"private-lines:">,
     .pattern = R"(Private-Lines: [0-9]{1,3}\r?\n([0-9A-Za-z+/=\r\n]{40,}))",
     .bytes_after = 4000,
     .positives = kTexts<"Private-Lines: 1\nzo7cxOWPLdgBYR4"
                         "BaDANf4/AcTmQDDp9JMfKq6K7anur8lfroHH3gKFyV5gQrjEO\nPrivate-MAC: 00">,
     .negatives = kTexts<"Private-"
                         "Lines: 1\n<removed>">},
    // Private exponent of a JSON web key.
    {.rule = "secret-private-key",
     .title = "private key",
     .literals = kTexts<"\"kty\"">,
     .pattern = R"~("kty"\s*:[^{}]{0,}"d"\s*:\s*"([0-9A-Za-z_-]{40,})")~",
     .bytes_after = 1600,
     .min_entropy = 3,
     .positives = kTexts<
         "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"he4KbibKXcjPfhsav6BbuR8Pgt0"
         "OHM3urDH6l_9NPC4\",\"y\":\"Wvy1eDIK6ZRvRTBGBR0IqVt3586teh9a8SzrIBietCP\",\"d\":\"ERo3X"
         "S_ghGT_o_x9NB4FbB4QedOhNpIQq0vb-Ya4kBW\"}">,
     .negatives = kTexts<
         "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"A_SLrXrmUAm"
         "EiRAaV4R4qhTW-zQ0qHFEeqq8VRNPGvV\",\"y\":\"qWTGKNwEW84q9zLjcA3v5T8nGj1Xquy-pQ-KO3VdYen"
         "\"}">},
    // RSA private key in XML.
    {.rule = "secret-private-key",
     .title = "private key",
     .literals = kTexts<"<rsakeyvalue>">,
     .pattern =
         R"((?i)<RSAKeyValue>\s*(?:<(?:Modulus|Exponent|P|Q|DP|DQ|InverseQ)>[0-9A-Za-z+/=\s]*</[a-z]{1,8}>\s*)*<D>([0-9A-Za-z+/=]{40,})</D>)",
     .bytes_after = 3500,
     .positives = kTexts<
         "<RSAKeyValue><Modulus>WVnfpXx0O4IjAwzNTD2CLbX/7Wj6JYd9ODXvOONJLLPgv3jjDAJXN1"
         "M9PB57iiaJlpjtLnd9yElrLinDusRiu6LS</Modulus><D>Y1P0QouvSBNtq6rsF/j00uvSTNf/6NVu8urQaf3"
         "691Nnlq2JVWWYnFVmyRb52k+oyB3yG6apzG225Ux3nuf0rsRf</D></RSAKeyValue>">,
     .negatives = kTexts<
         "<RSAKeyValue><Modulus>tH2BRN9z+oJ69fyNH4tk3l"
         "ffQfpLwgXEt4ffkA/sn+tI459PWjlZ+SptzqPh8r8yATOonIhSoUjnDiN8kqqbYBrc</Modulus></RSAKeyVa"
         "lue>">},
    {.rule = "secret-age-secret-key",
     .title = "age secret key",
     .literals = kTexts<"age-secret-key-1">,
     .pattern = "AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}",
     .positives = kTexts<"AGE-SECRET-KEY-1QPZRY9X8"
                         "GF2TVDW0S3JN54KHCE6MUA7LQPZRY9X8GF2TVDW0S3JN54KHCE">,
     .negatives = kTexts<"AGE-SEC"
                         "RET-KEY-1QPZRY">},
    // Age plugin identity.
    {.rule = "secret-age-secret-key",
     .title = "age secret key",
     .literals = kTexts<"age-plugin-">,
     .pattern = "AGE-PLUGIN-[A-Z0-9]{2,20}-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{40,}",
     .positives = kTexts<"AGE-PLUGIN-YUBIKEY-1Q"
                         "PZRY9X8GF2TVDW0S3JN54KHCE6MUA7LQPZRY9X8GF2T">,
     .negatives = kTexts<"age-plug"
                         "in-yubikey-1.2.3">},
    {.rule = "secret-jwt",
     .title = "JSON web token",
     .literals = kTexts<"eyj">,
     .pattern = R"(eyJ[0-9A-Za-z_-]{10,}\.ey[0-9A-Za-z_/\\-]{8,}(?:\.[0-9A-Za-z_/\\-]*={0,2})?)",
     .bytes_after = 8000,
     .min_entropy = 3,
     .is_valid = shape::is_jwt,
     .positives =
         kTexts<"Cookie: id=eyJhbGciOiJIUzI1NiIsInR5cCI"
                "6IkpXVCJ9.eyJzdWIiOiI4MDA0NDEyIn0.gnZ8vlodXleDo0wDN23E3s6gAihxvbJvIhkSOtVgEqT">,
     .negatives =
         kTexts<"eyJhbGciOiJI"
                "UzI1NiIsInR5cCI6IkpXVCJ9",
                "eyJhbasdGciOiJIUzI1NiIsInR5cCI6IkpX"
                "VCJ.eyJzdWIiOiI4MDA0NDEyIn0.91mKfBUpw1DnODizhqm6eN1OHyn3fXh-H3NVXq1vH5J">},
    {.rule = "secret-jwt",
     .title = "JSON web token",
     .literals = kTexts<"jwt", "bearer_token">,
     .pattern = R"(ey[0-9A-Za-z]{15,}\.ey[0-9A-Za-z_/\\-]{15,}\.(?:[0-9A-Za-z_/\\-]{10,}={0,2})?)",
     .bytes_after = 4000,
     .min_entropy = 3,
     .positives = kTexts<"JWT_TOKEN = \"eytL8aiWeL1gwkuQyG"
                         "o0boLWFs.eyaEXuMIYgXEnTwvJSLLFS73gpkBJzIR.dtpTJxUxolBrXXzrz0dG\"">,
     .negatives =
         kTexts<"jwt_TOKE"
                "N = \"${JWT_TOKEN}\"",
                "jwt is a product; its key is eyeNmnT"
                "wArpum0QAcIpFBp3kzC.ey17Wdcbho0osWbZB50oobnYFbLnNbc9.FxPu1lI5dC6fDHpDLgLk">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    // JSON web token in base64.
    {.rule = "secret-jwt",
     .title = "JSON web token",
     .literals = kTexts<"zxlk">,
     .pattern = "ZXlK[0-9A-Za-z/+_-]{40,}={0,2}",
     .bytes_after = 6000,
     .min_entropy = 2,
     .is_valid = shape::is_wrapped_jwt,
     .positives = kTexts<"token: ZXlKaGJHY2lPaUpJVXpJMU5"
                         "pSjkuZXlKcGMzTWlPaUpxYjJVaUxDSmxlSEFpT2pFek1EQTRNVGt6T0RCOS5k">,
     .negatives = kTexts<"token: ZXlKcdEOfLOoUwpN"
                         "waKrRkYv2HcvcN1QCxsImnozBVDZgT8kX4J7NqsRxzJUcMOk">},
    // JSON web encryption.
    {.rule = "secret-jwt",
     .title = "JSON web token",
     .literals = kTexts<"eyj">,
     .pattern =
         R"(eyJ[0-9A-Za-z_-]{10,}\.[0-9A-Za-z_-]{0,}\.[0-9A-Za-z_-]{16}\.[0-9A-Za-z_-]{8,}\.[0-9A-Za-z_-]{22})",
     .bytes_after = 4000,
     .is_valid = shape::is_jwt,
     .positives = kTexts<
         "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0."
         ".dN0cEBdIeUYE329u.SxBxCn_D6FFUTn6pUJswgtLTMRWFBLt61tgSlgbI.2Ep7bLxQsx92f_C-b0p1gk">,
     .negatives = kTexts<"eyJhbGciOiJka"
                         "XIiLCJlbmMiOiJBMjU2R0NNIn0..">},
};

}  // namespace

TokenTable key_formats() {
  return kFormats;
}

}  // namespace mig::secrets
