#include "mig/secrets/token/shape.hpp"
#include "mig/secrets/token/structures.hpp"
#include "mig/secrets/token/tables.hpp"
#include "mig/secrets/token/texts.hpp"

namespace mig::secrets {
namespace {

constexpr TokenFormat kFormats[] = {
    // Value of a Kubernetes Secret.
    {.rule = "secret-kubernetes-secret",
     .title = "Kubernetes secret",
     .literals = kTexts<"kind">,
     .pattern = "",
     .positives = kTexts<"kind: Secret\nmetadata:\n  "
                         "name: db\ndata:\n  password: rRRdCH66vi7bP8ourDDrCF==\n",
                         "apiVersion: v1\ndata:\n  "
                         "token: \"fzt01dtCM50oGlVudFpJ9Ypp\"\nkind: Secret\n">,
     .negatives = kTexts<"kind: ExternalSecret\nsp"
                         "ec:\n  data:\n    key: qgsVpqq7yvDeI46dEJMN77dp\n",
                         "kind: Secret\ndata:"
                         "\n  password: {{ .Values.password }}\n">,
     .find = find_kubernetes_secret},
    // Kubernetes bootstrap token.
    {.rule = "secret-kubernetes-secret",
     .title = "Kubernetes secret",
     .literals = kTexts<"bootstrap-token", "bootstrap_token">,
     .pattern = R"((?i)bootstrap[_-]token["']?\s*[:= ]\s*["']?([a-z0-9]{6}\.[a-z0-9]{16}))",
     .positives = kTexts<"--tls-bootstrap"
                         "-token buckdw.6vdvtwbcv5qizbyg">,
     .negatives = kTexts<"bootstrap"
                         "-token: abcdef.short">,
     .joins_words = true},
    // Kubernetes bootstrap token.
    {.rule = "secret-kubernetes-secret",
     .title = "Kubernetes secret",
     .literals = kTexts<"token-secret">,
     .pattern = R"(token-secret["']?\s*:\s*["']?([a-z0-9]{16}))",
     .positives = kTexts<"token-id: abc123"
                         "\ntoken-secret: 9k0onb25g5za4rr9\n">,
     .negatives = kTexts<"token-s"
                         "ecret: {{ x }}">},
    // Password of a curl command.
    {.rule = "secret-curl-credentials",
     .title = "credentials of a curl command",
     .literals = kTexts<"curl">,
     .pattern = "",
     .positives = kTexts<"curl -u deploy:q1"
                         "fRblOzPzRvwX https://registry.test/">,
     .negatives = kTexts<"curl -u \"$USER"
                         ":$PASS\" https://registry.test/",
                         "curl -u user:p"
                         "assword https://registry.test/">,
     .find = find_curl_user},
    // Key in a header of a curl command.
    {.rule = "secret-curl-credentials",
     .title = "credentials of a curl command",
     .literals = kTexts<"curl">,
     .pattern = "",
     .positives = kTexts<"curl -H 'X-Api-Key: d1"
                         "mNwM4AWELcElv9Y6Cp5JUV' https://registry.test/">,
     .negatives = kTexts<"curl -H \"X-Api-K"
                         "ey: $KEY\" https://registry.test/",
                         "curl -H \"Cont"
                         "ent-Type: application/json\"">,
     .confidence = Confidence::medium,
     .find = find_curl_header},
    // HTTP bearer credentials.
    {.rule = "secret-http-authorization",
     .title = "HTTP credentials",
     .literals = kTexts<"authorization">,
     .pattern =
         R"((?i)authorization["'\\]{0,3}\s{0,3}[:=,]\s{0,5}[\\"'\x60]{0,3}(?:(?:Bearer|Token|Api-Token|ApiKey|SSWS|GenieKey|Bot|OAuth|Key|Klaviyo-API-Key)[: ]\s{0,3})?([\w~@.+/=-]{8,}))",
     .bytes_after = 600,
     .is_valid = shape::is_bearer,
     .positives = kTexts<"Authorization: Be"
                         "arer 350CLEcIIG57pv7rirURlZ0qItbLmG",
                         "headers = {\"Authorization"
                         "\": \"Token 56c7c0a0d1060d5dc58da385b2167cedd5fee5aa\"}">,
     .negatives = kTexts<"Authoriza"
                         "tion: Bearer <token>",
                         "Authorizat"
                         "ion: Bearer ${TOKEN}",
                         "Author"
                         "ization: Basic">,
     .confidence = Confidence::medium},
    // HTTP basic credentials.
    {.rule = "secret-http-authorization",
     .title = "HTTP credentials",
     .literals = kTexts<"authorization">,
     .pattern =
         R"((?i)authorization["'\\]{0,3}\s{0,3}[:=,]\s{0,5}[\\"'\x60]{0,3}Basic\s{1,3}([0-9A-Za-z+/]{8,}={0,3})(?:[^0-9A-Za-z+/=._-]|$))",
     .bytes_after = 1000,
     .is_valid = shape::is_basic_pair,
     .positives = kTexts<"Authorization: "
                         "Basic YmFja3VwOjRtOVF6LXRyYXc=">,
     .negatives = kTexts<"Authoriz"
                         "ation: Basic realm">},
    {.rule = "secret-netrc-password",
     .title = "password of a netrc entry",
     .literals = kTexts<"machine">,
     .pattern = R"(machine\s{1,3}\S{1,}\s{1,5}login\s{1,3}\S{1,}\s{1,5}password\s{1,3}(\S{4,}))",
     .is_valid = shape::is_password,
     .positives = kTexts<"machine git.tes"
                         "t login ci password yT3Mv9tEG9Yd">,
     .negatives = kTexts<"machine git.t"
                         "est login ci password $PASS">,
     .may_end_anywhere = true},
    {.rule = "secret-wireguard-key",
     .title = "WireGuard key",
     .literals = kTexts<"privatekey", "presharedkey">,
     .pattern = R"((?i)(?:PrivateKey|PresharedKey)\s{0,3}=\s{0,3}([0-9A-Za-z+/]{43}=)(?:[^=]|$))",
     .min_entropy = 3,
     .positives = kTexts<"PrivateKey = LxBnvJ"
                         "pNbSOrO2CMYPRW75B2SkEVcQuIl0vsYLuQK6A=">,
     .negatives = kTexts<"PublicKey = WY3Oip"
                         "fjwVAZLRdG6T1R3LXuYwm0Vnyu3fGH9uKNFcA=",
                         "Privat"
                         "eKey = <key>">},
    {.rule = "secret-psexec-password",
     .title = "password of a psexec command",
     .literals = kTexts<"psexec">,
     .pattern = R"((?i)psexec(?:\.exe)?["']?\s[^\r\n]{0,}?-p\s{1,3}["']?([^\s"'-][^\s"']{2,60}))",
     .is_valid = shape::is_password,
     .positives = kTexts<"psexec \\\\host"
                         "1 -u admin -p PUCAu1PaVK cmd">,
     .negatives = kTexts<"psexec \\\\hos"
                         "t1 -u admin -p %PASS% cmd">,
     .may_end_anywhere = true},
    {.rule = "secret-vmware-password",
     .title = "password of a vSphere connection",
     .literals = kTexts<"connect-viserver">,
     .pattern = R"((?i)Connect-VIServer\s[^\r\n|]{0,}?-Password\s{1,3}["']?([^\s"'|]{4,60}))",
     .is_valid = shape::is_password,
     .positives = kTexts<"Connect-VIServer -S"
                         "erver h1 -User root -Password jzb94Zvug4">,
     .negatives = kTexts<"Connect-VIServer -"
                         "Server h1 -User root -Password $pass">,
     .may_end_anywhere = true},
    {.rule = "secret-program-password",
     .title = "password in a program",
     .literals = kTexts<"networkcredential(">,
     .pattern =
         R"~((?i)NetworkCredential\(\s{0,3}@?"[^"\r\n]{1,80}"\s{0,3},\s{0,3}@?"([^"\r\n]{4,80})")~",
     .is_valid = shape::is_password,
     .positives = kTexts<"new NetworkCredenti"
                         "al(\"ops@mail.test\", \"wKBH9pw8EtyvgU\");">,
     .negatives = kTexts<"new NetworkC"
                         "redential(user, password);">,
     .joins_words = true,
     .may_end_anywhere = true},
    // Password of a directory in a program.
    {.rule = "secret-program-password",
     .title = "password in a program",
     .literals = kTexts<"directoryentry(">,
     .pattern =
         R"~((?i)DirectoryEntry\(\s{0,20}"[^"\r\n]{1,}"\s{0,3},\s{0,20}"[^"\r\n]{1,80}"\s{0,3},\s{0,20}"([^"\r\n]{4,80})")~",
     .positives = kTexts<"new DirectoryEntry"
                         "(\"LDAP://dc1\", \"adm\", \"MKAzgj9AeRtE\")">,
     .negatives = kTexts<"new Directory"
                         "Entry(path, user, password)">,
     .joins_words = true,
     .may_end_anywhere = true},
    // Password of PHPMailer.
    {.rule = "secret-program-password",
     .title = "password in a program",
     .literals = kTexts<"$mail->password">,
     .pattern = R"((?i)\$mail->Password\s{0,10}=\s{0,3}["']([^"'\r\n]{4,80})["'])",
     .is_valid = shape::is_password,
     .positives = kTexts<"$mail->Pass"
                         "word = 'j7sMCGpji8Ct';">,
     .negatives = kTexts<"$mail->"
                         "Password = '';",
                         "$mail->Pas"
                         "sword = getenv('X');">,
     .may_end_anywhere = true},
    {.rule = "secret-nuget-password",
     .title = "password of a NuGet source",
     .literals = kTexts<"cleartextpassword">,
     .pattern = R"((?i)ClearTextPassword["']\s{0,5}value\s{0,3}=\s{0,3}["']([^"'\r\n]{8,})["'])",
     .is_valid = shape::is_password,
     .positives = kTexts<"<add key=\"ClearTex"
                         "tPassword\" value=\"asQgOS8fGI4yCO\" />">,
     .negatives = kTexts<"<add key=\"ClearTex"
                         "tPassword\" value=\"%FEED_PASSWORD%\" />">,
     .joins_words = true,
     .may_end_anywhere = true},
    {.rule = "secret-nuget-password",
     .title = "password of a NuGet source",
     .literals = kTexts<"\"password\"">,
     .pattern = R"~((?i)"Password"\s{1,5}value\s{0,3}=\s{0,3}"([^"\r\n]{8,})"\s{0,3}/?>)~",
     .is_valid = shape::is_password,
     .positives = kTexts<"<add key=\"Passw"
                         "ord\" value=\"Ybnba2nzHfBRxj\" />">,
     .negatives = kTexts<"<add key=\"Passw"
                         "ord\" value=\"%FEED_PASSWORD%\" />">,
     .confidence = Confidence::medium,
     .may_end_anywhere = true},
    {.rule = "secret-gradle-password",
     .title = "password of a Gradle repository",
     .literals = kTexts<"credentials">,
     .pattern =
         R"(credentials\s{0,3}\{[^{}]{0,}?username\s{1,3}=?\s{0,3}["'][^"'\r\n]{1,80}["']\s{1,40}password\s{1,3}=?\s{0,3}["']([^"'\r\n]{4,80})["'])",
     .bytes_after = 600,
     .is_valid = shape::is_password,
     .positives = kTexts<"credentials {\n  use"
                         "rname 'ci'\n  password '6BkzHX6k3flk'\n}">,
     .negatives = kTexts<"credentials {\n "
                         " username 'ci'\n  password ''\n}">,
     .may_end_anywhere = true},
    {.rule = "secret-django-secret-key",
     .title = "Django secret key",
     .literals = kTexts<"secret_key">,
     .pattern = R"((?i)SECRET_KEY\s{0,3}=\s{0,3}r?["']([^"'\r\n]{50})["'])",
     .min_entropy = 3.5,
     .positives = kTexts<"SECRET_KEY = 'NSiQZDh"
                         "KHPrXJuuGj3qkNki5z#LKDo56IknQGz4XsIoaP4abLC'">,
     .negatives = kTexts<"SECRET_KEY ="
                         " os.environ['SECRET_KEY']">,
     .may_end_anywhere = true,
     .may_be_masked = true},
    {.rule = "secret-django-secret-key",
     .title = "Django secret key",
     .literals = kTexts<"django-insecure-">,
     .pattern = R"(django-insecure-[^"'\r\n]{30,60})",
     .min_entropy = 3.5,
     .positives = kTexts<"KEY = 'django-insecure-J"
                         "UOeKesfYvLSJYWb97ZNdLFJ8RzhgNbengps1cufm1VSWjvQ1p'">,
     .negatives = kTexts<"KEY = 'd"
                         "jango-insecure-'">,
     .may_end_anywhere = true,
     .may_be_masked = true},
};

}  // namespace

TokenTable command_formats() {
  return kFormats;
}

}  // namespace mig::secrets
