#include "mig/secrets/token/shape.hpp"
#include "mig/secrets/token/structures.hpp"
#include "mig/secrets/token/tables.hpp"
#include "mig/secrets/token/texts.hpp"

namespace mig::secrets {
namespace {

constexpr TokenFormat kFormats[] = {
    // MD5 crypt hash.
    {.rule = "secret-password-hash",
     .title = "password hash",
     .literals = kTexts<"$1$">,
     .pattern = R"(\$1\$[./0-9A-Za-z]{1,8}\$[./0-9A-Za-z]{22})",
     .positives = kTexts<"$1$9hwDxvk8"
                         "$GuFoRjfust1oXyXZq3Wphb">,
     .negatives = kTexts<"$1$short$x">},
    // Bcrypt hash.
    {.rule = "secret-password-hash",
     .title = "password hash",
     .literals = kTexts<"$2a$", "$2b$", "$2y$", "$2x$">,
     .pattern = R"(\$2[abxy]\$\d\d\$[./0-9A-Za-z]{53})",
     .positives = kTexts<"$2b$12$cZ6TPjVN1OBC8"
                         "caFKJaezqsIJuKqOWBkq0PCsaEk9bsqzQyXRVpEP">,
     .negatives = kTexts<"$2b$"
                         "12$short">},
    // SHA-256 crypt hash.
    {.rule = "secret-password-hash",
     .title = "password hash",
     .literals = kTexts<"$5$">,
     .pattern = R"(\$5\$(?:rounds=\d{1,9}\$)?[./0-9A-Za-z]{0,16}\$[./0-9A-Za-z]{43})",
     .positives = kTexts<"$5$rounds=5000$C30PhhDPL7"
                         "rVzFmN$8XpPcxToYPR12MQeG7eTayyVhOc6usJzrHk0y3SO5fr">,
     .negatives = kTexts<"$5$salt$x">},
    // SHA-512 crypt hash.
    {.rule = "secret-password-hash",
     .title = "password hash",
     .literals = kTexts<"$6$">,
     .pattern = R"(\$6\$(?:rounds=\d{1,9}\$)?[./0-9A-Za-z]{0,16}\$[./0-9A-Za-z]{86})",
     .positives = kTexts<"$6$pagB7lDcqFpC2sHt$ufk6Y9K05wXlpJW"
                         "zrm2TWIdJjLIs7GWR6ghbYqhOiqyQ1UrbqcwazhUTAc99QCju5MvoZCenxLeUiw5OsplqEZ">,
     .negatives = kTexts<"$6$salt$x">},
    // Cisco hash.
    {.rule = "secret-password-hash",
     .title = "password hash",
     .literals = kTexts<"$8$", "$9$">,
     .pattern = R"(\$[89]\$[./0-9A-Za-z]{14}\$[./0-9A-Za-z]{43})",
     .positives = kTexts<"$8$YNpz5FbejNbjCc$zR"
                         "620DTy5vj1jdrnW5L2UZEynRskZtxElFCtJzhpAQt">,
     .negatives = kTexts<"$8$salt$x">},
    // Yescrypt hash.
    {.rule = "secret-password-hash",
     .title = "password hash",
     .literals = kTexts<"$y$", "$gy$", "$7$">,
     .pattern = R"(\$(?:y|gy|7)\$[./0-9A-Za-z]{1,30}\$[./0-9A-Za-z]{1,64}\$[./0-9A-Za-z]{43})",
     .positives = kTexts<"$y$j9T$4cvnQrOEsgl9rTydI"
                         "Zyagx$VrLsMQWD4kpQrESuyfm4GPWvW7gbYygkdhNdyeshwLY">,
     .negatives = kTexts<"$y$j9T$x">},
    // Argon2 hash.
    {.rule = "secret-password-hash",
     .title = "password hash",
     .literals = kTexts<"$argon2">,
     .pattern =
         R"(\$argon2(?:id|i|d)\$v=\d{1,3}\$m=\d{1,9},t=\d{1,6},p=\d{1,4}(?:,[a-z]+=[^,$]{0,40})*\$[0-9A-Za-z+/]{8,90}\$[0-9A-Za-z+/]{16,})",
     .positives = kTexts<"$argon2id$v=19$m=65536,t=3,p=4$s"
                         "TeQJgAdNcJ8QySVz0utpf$BM1Fax74hHsjdqUdiRO3CQ65Kms32VRHM6PEKH16f7I">,
     .negatives = kTexts<"$argo"
                         "n2id$v=19$">},
    // Kerberos hash.
    {.rule = "secret-password-hash",
     .title = "password hash",
     .literals = kTexts<"$krb5asrep$", "$krb5tgs$", "$krb5pa$">,
     .pattern = R"(\$krb5(?:asrep|tgs|pa)\$\d{1,2}\$[^\s$]{0,}\$[0-9A-Fa-f$*]{30,})",
     .bytes_after = 2600,
     .positives = kTexts<
         "$krb5asrep$23$u@corp.test:7d17d02553bfe3896d5d5f5917fad0f7$"
         "16dad44e02e262ca81e39386e2a84f10e1ee64b119ca7ad17e17cb6762cfe84b9f85d111d1fd8af8a34a4b"
         "970bd5d4574a984c157bbb4f05cf80ff8b">,
     .negatives = kTexts<"$krb"
                         "5asrep$23$">},
    {.rule = "secret-password-hash",
     .title = "password hash",
     .literals = kTexts<"$scrypt$", "$pbkdf2", "$apr1$", "$p$b", "$h$9", "$s$">,
     .pattern =
         R"((?:\$scrypt\$ln=\d+,r=\d+,p=\d+\$[./0-9A-Za-z+]{8,60}\$[./0-9A-Za-z+]{30,90}|\$pbkdf2(?:-sha\d{1,3})?\$\d{1,8}\$[./0-9A-Za-z+]{8,90}\$[./0-9A-Za-z+]{26,}|\$apr1\$[./0-9A-Za-z]{1,8}\$[./0-9A-Za-z]{22}|\$[PH]\$[./0-9A-Za-z]{31}|\$S\$[./0-9A-Za-z]{52}))",
     .positives = kTexts<"$apr1$y80e9T"
                         "l7$W0ZjLFdGg4MSjl1qEoBkpW",
                         "$P$BTAjYJvq"
                         "reCwH1l12bOAv4Cke7ppCJJ">,
     .negatives = kTexts<"$apr1$x">},
    // PBKDF2 hash.
    {.rule = "secret-password-hash",
     .title = "password hash",
     .literals = kTexts<"pbkdf2_sha">,
     .pattern =
         R"(pbkdf2_sha(?:1|256|512)\$\d{1,8}\$[0-9A-Za-z]{4,40}\$[0-9A-Za-z+/]{20,90}={0,2})",
     .positives = kTexts<"pbkdf2_sha256$260000$zLzEAUzm"
                         "ncF6hSQblEH1RJ$jSbLKtUvzdHx21xxyPK2fdtmTpXqudPJcQyAMqc5ux3=">,
     .negatives = kTexts<"pbkd"
                         "f2_sha256$">},
    // LDAP password hash.
    {.rule = "secret-password-hash",
     .title = "password hash",
     .literals = kTexts<"{ssha", "{sha", "{smd5}", "{crypt}">,
     .pattern =
         R"(\{(?:SSHA|SSHA256|SSHA512|SHA|SHA256|SHA512|SMD5|CRYPT)\}[./0-9A-Za-z+$]{20,}={0,2})",
     .positives = kTexts<"userPassword: {SSHA}"
                         "UcMvi0NwgpGehfZLPHIQkQcOCx7IKtGXCNc9Kp==">,
     .negatives = kTexts<"{SSHA}">,
     .joins_words = true},
    // PostgreSQL SCRAM verifier.
    {.rule = "secret-password-hash",
     .title = "password hash",
     .literals = kTexts<"scram-sha-256$">,
     .pattern =
         R"(SCRAM-SHA-256\$\d{1,9}:[0-9A-Za-z+/]{8,60}={0,2}\$[0-9A-Za-z+/]{43}=:[0-9A-Za-z+/]{43}=)",
     .positives = kTexts<
         "SCRAM-SHA-256$4096:rxTnWSGPgF6HyMp435H6un==$"
         "FkSswivvBenaiH3HFbCzlvEmqfFUfv5q5oLGqk038Gz=:58Ivh77P20woWAxfy403W0M2OSNV1dNKc9pk9BkTI"
         "I2=">,
     .negatives = kTexts<"SCRAM-"
                         "SHA-256$4096:x">},
    {.rule = "secret-ethereum-private-key",
     .title = "secp256k1 private key",
     .literals = kTexts<"0x0", "0x1", "0x2", "0x3", "0x4", "0x5", "0x6", "0x7", "0x8", "0x9", "0xa",
                        "0xb", "0xc", "0xd", "0xe", "0xf">,
     .pattern = "0x[0-9A-Fa-f]{64}",
     .min_entropy = 3,
     .positives = kTexts<"send 0xd7c6a321d966b8f4e0"
                         "88b186bf1482b1e4badf0d3bd5f2f2d1e050c63263f756 now">,
     .negatives = kTexts<"0x00000000000000000000"
                         "00000000000000000000000000000000000000000000",
                         "sha: bfd66b0f6788eb8aaf"
                         "54fd62d12f1f68cc6e7099372521bf74a9a20005a47ced">,
     .confidence = Confidence::low},
    {.rule = "secret-ethereum-private-key",
     .title = "secp256k1 private key",
     .literals = kTexts<"private_key", "privatekey", "private-key", "mnemonic_key">,
     .pattern = "(?:0x)?[0-9A-Fa-f]{64}",
     .min_entropy = 3,
     .positives = kTexts<"PRIVATE_KEY_TOKEN = \"10f18ce"
                         "701fb1405c3751f5a05d638d17d27ce879d03e70401fda15f205a68e9\"">,
     .negatives = kTexts<"private_key_TO"
                         "KEN = \"${PRIVATE_KEY_TOKEN}\"",
                         "private_key is a product; its key"
                         " is cfb5f96d7fbec0f52a7c8d5845aa01600080d9c5e60f563cd2cb792ce09258cb">,
     .form = TokenForm::assigned,
     .confidence = Confidence::medium},
};

}  // namespace

TokenTable hash_formats() {
  return kFormats;
}

}  // namespace mig::secrets
