#include "mig/secrets/token/shape.hpp"
#include "mig/secrets/token/structures.hpp"
#include "mig/secrets/token/tables.hpp"
#include "mig/secrets/token/texts.hpp"

namespace mig::secrets {
namespace {

constexpr TokenFormat kFormats[] = {
    {.rule = "secret-aws-access-key",
     .title = "AWS access key id",
     .literals = kTexts<"akia", "asia", "abia", "acca", "a3t">,
     .pattern = "(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}",
     .is_valid = shape::is_aws_key_id,
     .positives = kTexts<"key AKIA"
                         "ANNKS6QPXB3FEZS4">,
     .negatives = kTexts<"AKIAIO"
                         "SFODNN7EXAMPLE",
                         "AKIAXX"
                         "XXXXXXXXXXXXXX",
                         "msgAKIA"
                         "PAHHT3T6W64C4PHM">,
     .is_checked = shape::has_base32_body},
    {.rule = "secret-aws-secret-key",
     .title = "AWS secret access key",
     .literals = kTexts<"secret_access_key", "secretaccesskey", "secret-access-key", "aws_secret",
                        "aws_sec", "aws_access_key", "secret_key", "secretkey">,
     .pattern =
         R"((?i)(?:(?:aws_?)?secret[_-]?access[_-]?key|aws_sec(?:ret)?(?:_key)?|aws_access_key|secret_?key)["'\]]{0,2}\s{0,3}(?::{1,3}=|=>|=|:|,)\s{0,3}["'\x60]{0,2}([0-9A-Za-z/+]{40})(?:[^0-9A-Za-z/+=]|$))",
     .min_entropy = 3,
     .positives = kTexts<"aws_secret_access_key "
                         "= 'faNLTo/lntRWi2ENIaYBDCuqqEhIbAW0CFiaCZVf'">,
     .negatives = kTexts<"aws_secret_ac"
                         "cess_key = \"${AWS_SECRET}\"",
                         "aws_secret_access_key ="
                         " 4ec6f4911f5eb9e9a3af90f518b57d5e5535f31793f7af">,
     .joins_words = true},
    {.rule = "secret-aws-secret-key",
     .title = "AWS secret access key",
     .literals = kTexts<"aws_", "aws-", "awssecret", "awskey", "awspass", "awstoken">,
     .pattern = "[0-9A-Za-z/+]{40}",
     .min_entropy = 4.2,
     .is_valid = shape::is_mixed,
     .positives = kTexts<"AWS__TOKEN = \"r1gB"
                         "KEp/JX/E9Q+eu41NCVrq5mNJyOoZ7I5wmEdw\"">,
     .negatives = kTexts<"aws__TOKE"
                         "N = \"${AWS__TOKEN}\"",
                         "aws_ is a product; its "
                         "key is ieLmE9hoFsCMzRGPhyrTiSKdtx0rtBaOHi6JCTRy">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
    // AWS secret access key beside its id.
    {.rule = "secret-aws-secret-key",
     .title = "AWS secret access key",
     .literals = kTexts<"secret key:">,
     .pattern = R"((?i)secret key:\s{0,3}([0-9A-Za-z/+]{40})(?:[^0-9A-Za-z/+=]|$))",
     .min_entropy = 4,
     .positives = kTexts<"secret key: OoHSJ"
                         "lsnP15ioaqws+i6L/wlImw5ehhZAR4Ku6Ig">,
     .negatives = kTexts<"secre"
                         "t key: short">},
    // AWS session token.
    {.rule = "secret-aws-token",
     .title = "AWS token",
     .literals = kTexts<"session_token", "sessiontoken", "session-token">,
     .pattern =
         R"((?i)session[_-]?token["'\]]{0,2}\s{0,3}[:=]\s{0,3}["'\x60]{0,2}((?:FwoG|IQoJ|FQoG|AQoD|eyJ)[0-9A-Za-z/+_.=-]{100,}))",
     .bytes_after = 2500,
     .positives = kTexts<
         "aws_session_token = IQoJYBZDLMS0lD07eszFKMjv9JrDjTTpAUtPsdmJcFz0RiFfMdLhgh"
         "2Pp9NNzUe/C9oMQ5Dd5epklI6V2kZ8w77f/HXkoqlQytK3NbjuAKZ0Ch7ztftloaJPj32Askqa+m4MQU8ataqX"
         "qI0nWQg0KATrM8m1kGMfTpM6zGF4are+zk0zESRJjWEx0PZSZggAupj9MXkXQXYj">,
     .negatives = kTexts<"aws_sess"
                         "ion_token = short">,
     .joins_words = true},
    // Amazon Bedrock API key.
    {.rule = "secret-aws-token",
     .title = "AWS token",
     .literals = kTexts<"absk">,
     .pattern = "ABSK[0-9A-Za-z+/]{109,}={0,2}(?:[^0-9A-Za-z+/=]|$)",
     .min_entropy = 3,
     .positives = kTexts<
         "ABSKrFmZ3EvnvuF8EDPOQpyIJEXIeUm1RC6pR5abnqdM"
         "QH7D2fN79psezn6KQSCbUuBA6UjCQdPG7qEQuAdwaIFYtntsPhHJ4XjEU8Gi3wdXDGsndufKRQ10MglebuH1wi"
         "w7">,
     .negatives = kTexts<"ABSKQmV"
                         "kcm9ja0FQSUtleS1">},
    // Amazon Bedrock API key.
    {.rule = "secret-aws-token",
     .title = "AWS token",
     .literals = kTexts<"bedrock-api-key-">,
     .pattern = "bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t[0-9A-Za-z+/=_-]*",
     .bytes_after = 1500,
     .positives = kTexts<"bedrock-api-key-YmVkcm9j"
                         "ay5hbWF6b25hd3MuY29t4LwEOBxfL9GWCXTzsW1fKkoYMzZtHf">,
     .negatives = kTexts<"bedro"
                         "ck-api-key-">},
    // Amazon MWS token.
    {.rule = "secret-aws-token",
     .title = "AWS token",
     .literals = kTexts<"amzn.mws.">,
     .pattern =
         R"(amzn\.mws\.[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12})",
     .positives = kTexts<"amzn.mws.4f6e8b"
                         "da-470d-f6af-1cb6-692183bb3546">,
     .negatives = kTexts<"amzn.mws.x">},
    // Login with Amazon secret.
    {.rule = "secret-aws-token",
     .title = "AWS token",
     .literals = kTexts<"amzn1.oa2-cs.">,
     .pattern = R"(amzn1\.oa2-cs\.v1\.[0-9a-f]{64})",
     .positives = kTexts<"amzn1.oa2-cs.v1.e6f0447395"
                         "4fd39389c994aeda8365cf427595abb220a67462f2411ed0ea3469">,
     .negatives = kTexts<"amzn1"
                         ".oa2-cs.v1.">},
    // AWS AppSync key.
    {.rule = "secret-aws-token",
     .title = "AWS token",
     .literals = kTexts<"da2-">,
     .pattern = "da2-[a-z0-9]{26}",
     .positives = kTexts<"da2-vuo994"
                         "pdmxdj9rpvjc2hrx93xt">,
     .negatives = kTexts<"da2-xxxxxx"
                         "xxxxxxxxxxxxxxxxxxxx">},
};

}  // namespace

TokenTable amazon_formats() {
  return kFormats;
}

}  // namespace mig::secrets
