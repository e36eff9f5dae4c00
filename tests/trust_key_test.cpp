// Keys and signatures: one way to write each, and nothing else holds.
#include "mig/trust/key.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/err.h>

#include "mig/digest/keyed.hpp"
#include "mig/trust/base64.hpp"
#include "support/process.hpp"

namespace {

using mig::ErrorKind;
using mig::digest::bytes_of_hex;
using mig::digest::hex_of;
using mig::test::run_process;
using mig::trust::Base64Alphabet;
using mig::trust::KeyAlgorithm;
using mig::trust::PrivateKey;
using mig::trust::PublicKey;
using mig::trust::SignatureEncoding;
using testing::HasSubstr;
using testing::Not;

// RFC 8032, 7.1, TEST 1.
constexpr const char* kSeed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
constexpr const char* kPoint = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
constexpr const char* kSignature =
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b4"
    "6b"
    "d25bf5f0595bbe24655141438e7a100b";

constexpr const char* kEd25519Spki = "302a300506032b6570032100";
constexpr const char* kP256Spki = "3059301306072a8648ce3d020106082a8648ce3d030107034200";
/// The generator of P-256, as good a public key as any.
constexpr const char* kX = "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296";
constexpr const char* kY = "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";
constexpr const char* kOrder = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";

std::string block(const std::string& label, const std::string& hex) {
  return "-----BEGIN " + label + "-----\n" + mig::trust::encode_base64(bytes_of_hex(hex)) +
         "\n-----END " + label + "-----\n";
}

std::string refusal_of_pem(const std::string& pem) {
  const auto key = PublicKey::from_pem(pem);
  if (key) return "";
  EXPECT_EQ(key.error().kind, ErrorKind::configuration);
  EXPECT_FALSE(key.error().remedy.empty());
  EXPECT_EQ(ERR_peek_error(), 0U);
  return key.error().message;
}

std::string refusal_of_spki(const std::string& hex) {
  return refusal_of_pem(block("PUBLIC KEY", hex));
}

std::string refusal_of_private(const std::string& pem) {
  const auto key = PrivateKey::from_pem(pem);
  if (key) return "";
  EXPECT_EQ(key.error().kind, ErrorKind::usage);
  EXPECT_FALSE(key.error().remedy.empty());
  EXPECT_EQ(ERR_peek_error(), 0U);
  return key.error().message;
}

PublicKey generator() {
  return *PublicKey::from_spki(bytes_of_hex(std::string(kP256Spki) + "04" + kX + kY));
}

struct Kind {
  KeyAlgorithm algorithm;
  SignatureEncoding encoding;
};
constexpr Kind kKinds[] = {{KeyAlgorithm::ed25519, SignatureEncoding::raw},
                           {KeyAlgorithm::ecdsa_p256, SignatureEncoding::der},
                           {KeyAlgorithm::ecdsa_p256, SignatureEncoding::p1363}};

TEST(TrustNames, AreThoseOfTheTrustPolicy) {
  for (const auto algorithm : {KeyAlgorithm::ed25519, KeyAlgorithm::ecdsa_p256}) {
    EXPECT_EQ(mig::trust::algorithm_named(name_of(algorithm)), algorithm);
  }
  for (const auto encoding :
       {SignatureEncoding::raw, SignatureEncoding::der, SignatureEncoding::p1363}) {
    EXPECT_EQ(mig::trust::encoding_named(name_of(encoding)), encoding);
  }
  EXPECT_EQ(name_of(KeyAlgorithm::ecdsa_p256), "ecdsa-p256");
  EXPECT_EQ(name_of(SignatureEncoding::p1363), "p1363");
  EXPECT_EQ(mig::trust::algorithm_named("rsa"), std::nullopt);
  EXPECT_EQ(mig::trust::encoding_named(""), std::nullopt);
  EXPECT_TRUE(fits(SignatureEncoding::raw, KeyAlgorithm::ed25519));
  EXPECT_FALSE(fits(SignatureEncoding::der, KeyAlgorithm::ed25519));
  EXPECT_FALSE(fits(SignatureEncoding::raw, KeyAlgorithm::ecdsa_p256));
  EXPECT_TRUE(fits(SignatureEncoding::p1363, KeyAlgorithm::ecdsa_p256));
}

TEST(PreAuthenticationEncoding, CountsBytes) {
  using mig::trust::pre_authentication_encoding;
  EXPECT_EQ(pre_authentication_encoding("http://example.com/HelloWorld", "hello world"),
            "DSSEv1 29 http://example.com/HelloWorld 11 hello world");
  EXPECT_EQ(pre_authentication_encoding("", ""), "DSSEv1 0  0 ");
  EXPECT_EQ(pre_authentication_encoding("\xc3\xa4", std::string("\0\n", 2)),
            std::string("DSSEv1 2 \xc3\xa4 2 \0\n", 16));
}

TEST(Ed25519, KnowsTheVectorOfItsStandard) {
  const auto key = PublicKey::from_spki(bytes_of_hex(std::string(kEd25519Spki) + kPoint));
  ASSERT_TRUE(key) << key.error().message;
  EXPECT_EQ(key->algorithm(), KeyAlgorithm::ed25519);
  EXPECT_EQ(*key->verify(SignatureEncoding::raw, "", bytes_of_hex(kSignature)), true);
  EXPECT_EQ(*key->verify(SignatureEncoding::raw, "x", bytes_of_hex(kSignature)), false);
  const auto holder = PrivateKey::from_pem(
      block("PRIVATE KEY", std::string("302e020100300506032b657004220420") + kSeed));
  ASSERT_TRUE(holder) << holder.error().message;
  EXPECT_EQ(holder->public_key().id(), key->id());
  EXPECT_EQ(hex_of(*holder->sign(SignatureEncoding::raw, "")), kSignature);
}

TEST(Ed25519, TakesExactly64Bytes) {
  const auto key = PublicKey::from_spki(bytes_of_hex(std::string(kEd25519Spki) + kPoint));
  const auto good = bytes_of_hex(kSignature);
  for (const auto& bad : {std::string(), good + '\0', good.substr(0, 63), good + good}) {
    EXPECT_EQ(*key->verify(SignatureEncoding::raw, "", bad), false) << bad.size();
  }
  for (std::size_t bit = 0; bit < 512; ++bit) {
    auto bad = good;
    bad[bit / 8] = static_cast<char>(bad[bit / 8] ^ (1 << (bit % 8)));
    EXPECT_EQ(*key->verify(SignatureEncoding::raw, "", bad), false) << bit;
  }
  // S plus the order of the group (RFC 8032, 5.1.7 has it refused).
  auto other = hex_of(good);
  other.replace(64, 64, "4c8c7872aa064e049dbb3013fbf29380d25bf5f0595bbe24655141438e7a101b");
  EXPECT_EQ(*key->verify(SignatureEncoding::raw, "", bytes_of_hex(other)), false);
}

// For these anybody can sign: the neutral element and zero are a signature of some text.
TEST(Ed25519, TakesNoKeyOfSmallOrderAndNoSecondSpelling) {
  const std::string zeros(62, '0');
  const std::string ones(60, 'f');
  for (const std::string& point :
       {"00" + zeros, "01" + zeros, "ec" + ones + "7f",
        std::string("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
        std::string("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
        std::string("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa")}) {
    EXPECT_THAT(refusal_of_spki(kEd25519Spki + point), HasSubstr("small order")) << point;
  }
  for (const std::string& point : {"ed" + ones + "7f", "ee" + ones + "ff", "ff" + ones + "7f"}) {
    EXPECT_THAT(refusal_of_spki(kEd25519Spki + point), HasSubstr("one valid form")) << point;
  }
}

TEST(PublicKey, IsTheSameAfterARoundTrip) {
  for (const auto algorithm : {KeyAlgorithm::ed25519, KeyAlgorithm::ecdsa_p256}) {
    const auto made = PrivateKey::generate(algorithm);
    ASSERT_TRUE(made) << made.error().message;
    const auto& key = made->public_key();
    EXPECT_EQ(key.algorithm(), algorithm);
    const auto again = PublicKey::from_pem(key.pem());
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(again->id(), key.id());
    EXPECT_EQ(again->pem(), key.pem());
    EXPECT_EQ(again->algorithm(), algorithm);
    EXPECT_EQ(key.id().size(), 7U + 64U);
  }
}

TEST(PublicKey, MayStandInWhiteSpaceAndAnyLineEnds) {
  const auto pem = generator().pem();
  std::string windows;
  for (const char c : pem) windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
  for (const auto& text : {"\n\n" + pem, pem + "\n \t\n", windows, pem.substr(0, pem.size() - 1)}) {
    EXPECT_EQ(refusal_of_pem(text), "") << text;
  }
}

TEST(PublicKey, IsOnePemBlockAndNothingElse) {
  const auto pem = generator().pem();
  const auto lines = pem.find('\n') + 1;
  EXPECT_THAT(refusal_of_pem(""), HasSubstr("empty"));
  EXPECT_THAT(refusal_of_pem("  \n"), HasSubstr("empty"));
  EXPECT_THAT(refusal_of_pem("ssh-ed25519 AAAA"), HasSubstr("does not begin with"));
  EXPECT_THAT(refusal_of_pem("# mine\n" + pem), HasSubstr("does not begin with"));
  EXPECT_THAT(refusal_of_pem(pem + pem), HasSubstr("stand alone"));
  EXPECT_THAT(refusal_of_pem(pem + "x"), HasSubstr("stand alone"));
  EXPECT_THAT(refusal_of_pem(pem.substr(0, pem.size() - 3)), HasSubstr("lines of base64"));
  EXPECT_THAT(refusal_of_pem(pem.substr(0, lines + 10)), HasSubstr("does not end with"));
  EXPECT_THAT(refusal_of_pem("-----BEGIN PUBLIC KEY-----"), HasSubstr("does not end with"));
  EXPECT_THAT(refusal_of_pem("-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----"),
              HasSubstr("no base64"));
  auto with_header = pem;
  with_header.insert(lines, "Comment: x\n\n");
  EXPECT_THAT(refusal_of_pem(with_header), HasSubstr("lines of base64"));
  auto with_gap = pem;
  with_gap.insert(lines, "\n");
  EXPECT_THAT(refusal_of_pem(with_gap), HasSubstr("lines of base64"));
  auto with_blank = pem;
  with_blank.insert(lines + 4, " ");
  EXPECT_THAT(refusal_of_pem(with_blank), HasSubstr("no base64"));
  auto unpadded = pem;
  unpadded.erase(unpadded.find('='), 1);
  EXPECT_THAT(refusal_of_pem(unpadded), HasSubstr("no base64"));
  auto other_end = pem;
  other_end.replace(other_end.find("END PUBLIC"), 10, "END PRIVATE");
  EXPECT_THAT(refusal_of_pem(other_end), HasSubstr("lines of base64"));
  auto spoken = pem;
  spoken.replace(0, lines - 1, "-----BEGIN secret stuff-----");
  EXPECT_THAT(refusal_of_pem(spoken), Not(HasSubstr("secret stuff")));
}

TEST(PublicKey, IsNoPrivateKeyAndNoCertificate) {
  const auto made = PrivateKey::generate(KeyAlgorithm::ed25519);
  const auto refusal = refusal_of_pem(*made->pem());
  EXPECT_THAT(refusal, HasSubstr("holds a 'PRIVATE KEY', not a 'PUBLIC KEY'"));
  EXPECT_THAT(refusal, Not(HasSubstr(made->pem()->substr(30, 40))));
  EXPECT_THAT(refusal_of_pem(block("CERTIFICATE", "3000")), HasSubstr("'CERTIFICATE'"));
  EXPECT_THAT(refusal_of_pem(block("RSA PUBLIC KEY", "3000")), HasSubstr("'RSA PUBLIC KEY'"));
}

TEST(PublicKey, IsWrittenInTheOneWayOfItsAlgorithm) {
  const std::string p256 = kP256Spki;
  const std::string x = kX;
  const std::string y = kY;
  EXPECT_EQ(refusal_of_spki(p256 + "04" + x + y), "");
  EXPECT_THAT(refusal_of_spki("3039301306072a8648ce3d020106082a8648ce3d03010703220003" + x),
              HasSubstr("compressed form"));
  EXPECT_THAT(refusal_of_spki(p256 + "07" + x + y), HasSubstr("hybrid form"));
  EXPECT_NE(refusal_of_spki(p256 + "04" + x + x), "") << "a point beside the curve";
  EXPECT_NE(refusal_of_spki("301a301306072a8648ce3d020106082a8648ce3d03010703030000"), "");
  EXPECT_THAT(refusal_of_spki(p256 + "04" + x + y + "00"),
              HasSubstr("as its algorithm prescribes"));
  // A length in two bytes where one would do.
  EXPECT_NE(refusal_of_spki("308159301306072a8648ce3d020106082a8648ce3d03010703420004" + x + y),
            "");
  // Parameters, of which Ed25519 has none.
  EXPECT_NE(refusal_of_spki(std::string("302c300706032b65700500032100") + kPoint), "");
  EXPECT_NE(refusal_of_spki(std::string(kEd25519Spki) + kPoint + "00"), "");
  EXPECT_NE(refusal_of_spki(std::string(kEd25519Spki).replace(18, 6, "032000") + kPoint), "");
  EXPECT_THAT(refusal_of_spki("3000"), HasSubstr("SubjectPublicKeyInfo"));
  EXPECT_FALSE(PublicKey::from_spki(""));
  EXPECT_FALSE(PublicKey::from_spki(std::string(100'000, '0')));
}

TEST(PublicKey, IsOfAKindThatCanBeTrusted) {
  const mig::test::TemporaryFolder folder;
  const auto pem_of = [&](std::vector<std::string> arguments) {
    const auto secret = folder.path() + "/secret.pem";
    std::vector<std::string> command{"openssl"};
    command.insert(command.end(), arguments.begin(), arguments.end());
    command.insert(command.end(), {"-out", secret});
    EXPECT_EQ(run_process(command).exit_code, 0);
    return run_process({"openssl", "pkey", "-in", secret, "-pubout"}).standard_output;
  };
  EXPECT_THAT(refusal_of_pem(pem_of({"genpkey", "-algorithm", "RSA"})), HasSubstr("RSA"));
  EXPECT_THAT(refusal_of_pem(pem_of({"genpkey", "-algorithm", "X25519"})), HasSubstr("X25519"));
  EXPECT_THAT(refusal_of_pem(pem_of({"genpkey", "-algorithm", "ED448"})), HasSubstr("ED448"));
  EXPECT_THAT(refusal_of_pem(pem_of({"ecparam", "-genkey", "-noout", "-name", "secp384r1"})),
              HasSubstr("secp384r1"));
  EXPECT_THAT(refusal_of_pem(pem_of({"ecparam", "-genkey", "-noout", "-name", "secp256k1"})),
              HasSubstr("secp256k1"));
  EXPECT_THAT(refusal_of_pem(pem_of({"ecparam", "-genkey", "-noout", "-name", "prime256v1",
                                     "-param_enc", "explicit"})),
              HasSubstr("written out"));
  EXPECT_EQ(refusal_of_pem(pem_of({"ecparam", "-genkey", "-noout", "-name", "prime256v1"})), "");
}

TEST(PublicKey, VerifiesWhatItsHolderSigned) {
  const std::string message("a\0b\n", 4);
  for (const auto& [algorithm, encoding] : kKinds) {
    const auto holder = PrivateKey::generate(algorithm);
    const auto other = PrivateKey::generate(algorithm);
    const auto signature = holder->sign(encoding, message);
    ASSERT_TRUE(signature) << signature.error().message;
    const auto& key = holder->public_key();
    EXPECT_EQ(*key.verify(encoding, message, *signature), true);
    EXPECT_EQ(*key.verify(encoding, message + "c", *signature), false);
    EXPECT_EQ(*key.verify(encoding, message.substr(0, 3), *signature), false);
    EXPECT_EQ(*other->public_key().verify(encoding, message, *signature), false);
    EXPECT_EQ(*key.verify(encoding, message, ""), false);
    for (const auto& [unused, another] : kKinds) {
      if (another == encoding) continue;
      EXPECT_EQ(*key.verify(another, message, *signature), false);
    }
  }
  EXPECT_EQ(ERR_peek_error(), 0U);
}

TEST(PublicKey, ThatWasNeverReadIsAFailureAndNoVerdict) {
  const auto answer = PublicKey().verify(SignatureEncoding::raw, "", std::string(64, '\0'));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, ErrorKind::no_verdict);
}

// (r, s) of a signature over "m" as integers, to be written in other ways.
struct Pair {
  std::string r;
  std::string s;
};

/// A DER length and what has it.
std::string der_integer(std::string hex) {
  while (hex.size() > 2 && hex.starts_with("00")) hex.erase(0, 2);
  if (hex[0] >= '8') hex = "00" + hex;
  return "02" + hex_of(std::string(1, static_cast<char>(hex.size() / 2))) + hex;
}

std::string sequence(const std::string& hex) {
  return "30" + hex_of(std::string(1, static_cast<char>(hex.size() / 2))) + hex;
}

class EcdsaTest : public testing::Test {
 protected:
  EcdsaTest() {
    const auto text = hex_of(*holder_.sign(SignatureEncoding::p1363, "m"));
    pair_ = {text.substr(0, 64), text.substr(64)};
  }
  bool takes(const std::string& hex) const {
    return *holder_.public_key().verify(SignatureEncoding::der, "m", bytes_of_hex(hex));
  }
  bool takes_p1363(const std::string& hex) const {
    return *holder_.public_key().verify(SignatureEncoding::p1363, "m", bytes_of_hex(hex));
  }

  PrivateKey holder_ = *PrivateKey::generate(KeyAlgorithm::ecdsa_p256);
  Pair pair_;
};

TEST_F(EcdsaTest, TakesDerOnlyInItsOneForm) {
  const auto r = der_integer(pair_.r);
  const auto s = der_integer(pair_.s);
  ASSERT_TRUE(takes(sequence(r + s)));
  EXPECT_FALSE(takes(sequence(r + s) + "00")) << "bytes behind";
  EXPECT_FALSE(takes(sequence(r + s + "0500"))) << "a third element";
  EXPECT_FALSE(takes(sequence(r))) << "one number";
  EXPECT_FALSE(takes(sequence(s + r))) << "the numbers swapped";
  EXPECT_FALSE(takes("3081" + sequence(r + s).substr(2))) << "a long length";
  EXPECT_FALSE(takes("3080" + r + s + "0000")) << "an indefinite length";
  EXPECT_FALSE(takes("31" + sequence(r + s).substr(2))) << "a SET";
  EXPECT_FALSE(takes("")) << "nothing";
  EXPECT_FALSE(takes("30")) << "a tag";
  EXPECT_FALSE(takes("3000"));
  auto longer = r;
  longer = "02" + hex_of(std::string(1, static_cast<char>(longer.size() / 2 - 1))) + "00" +
           longer.substr(4);
  EXPECT_FALSE(takes(sequence(longer + s))) << "a zero in front";
  EXPECT_FALSE(takes(std::string(20'000, '3'))) << "long";
}

TEST_F(EcdsaTest, TakesNoNumberBesideItsRange) {
  const std::string zero = "020100";
  const auto r = der_integer(pair_.r);
  const auto s = der_integer(pair_.s);
  const auto order = der_integer(kOrder);
  for (const auto& [left, right] : {std::pair{zero, s},
                                    {r, zero},
                                    {zero, zero},
                                    {order, s},
                                    {r, order},
                                    {std::string("0201ff"), s},
                                    {r, "0201ff"}}) {
    EXPECT_FALSE(takes(sequence(left + right))) << left << ' ' << right;
  }
  const std::string nothing(64, '0');
  EXPECT_FALSE(takes_p1363(nothing + nothing));
  EXPECT_FALSE(takes_p1363(nothing + pair_.s));
  EXPECT_FALSE(takes_p1363(pair_.r + nothing));
  EXPECT_FALSE(takes_p1363(kOrder + pair_.s));
  EXPECT_FALSE(takes_p1363(pair_.r + kOrder));
  EXPECT_FALSE(takes_p1363(std::string(128, 'f')));
}

// Of the private number 1, r = -sha256("m") makes every s lead to the point at infinity, on which
// the library gives up. It is a signature that does not hold, and no failure of ours.
TEST(Ecdsa, TakesNoNumbersThatLeadToInfinity) {
  const auto r = "9d399584a228f3cfb99e7f9c3cbb1acdd612450f6f7f9640b6d0680f508ce8f7";
  for (const auto& s : {std::string(63, '0') + "1", std::string("7") + std::string(63, 'a')}) {
    const auto answer = generator().verify(SignatureEncoding::p1363, "m", bytes_of_hex(r + s));
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_FALSE(*answer);
    EXPECT_EQ(ERR_peek_error(), 0U);
  }
}

TEST_F(EcdsaTest, TakesExactly64BytesOfP1363) {
  EXPECT_TRUE(takes_p1363(pair_.r + pair_.s));
  EXPECT_FALSE(takes_p1363(pair_.r + pair_.s + "00"));
  EXPECT_FALSE(takes_p1363("00" + pair_.r + "00" + pair_.s));
  EXPECT_FALSE(takes_p1363((pair_.r + pair_.s).substr(2)));
  EXPECT_FALSE(takes_p1363(""));
}

TEST(Ecdsa, WritesNumbersWithZerosInFront) {
  const auto holder = PrivateKey::generate(KeyAlgorithm::ecdsa_p256);
  bool was_short = false;
  // One of 256 numbers begins with a zero byte.
  for (int i = 0; i < 2000; ++i) {
    const auto text = holder->sign(SignatureEncoding::p1363, std::to_string(i));
    ASSERT_EQ(text->size(), 64U);
    was_short = was_short || (*text)[0] == '\0' || (*text)[32] == '\0';
    ASSERT_TRUE(*holder->public_key().verify(SignatureEncoding::p1363, std::to_string(i), *text));
  }
  EXPECT_TRUE(was_short);
}

TEST(PrivateKey, SignsOnlyInAnEncodingOfItsAlgorithm) {
  const auto ecdsa = PrivateKey::generate(KeyAlgorithm::ecdsa_p256);
  const auto refused = ecdsa->sign(SignatureEncoding::raw, "m");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::usage);
  EXPECT_THAT(refused.error().message, HasSubstr("ecdsa-p256"));
  const auto ed25519 = PrivateKey::generate(KeyAlgorithm::ed25519);
  EXPECT_FALSE(ed25519->sign(SignatureEncoding::der, "m"));
  EXPECT_FALSE(ed25519->sign(SignatureEncoding::p1363, "m"));
}

TEST(PrivateKey, IsTheSameAfterARoundTrip) {
  for (const auto& [algorithm, encoding] : kKinds) {
    const auto made = PrivateKey::generate(algorithm);
    const auto again = PrivateKey::from_pem(*made->pem());
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(again->public_key().id(), made->public_key().id());
    const auto signature = again->sign(encoding, "m");
    EXPECT_EQ(*made->public_key().verify(encoding, "m", *signature), true);
  }
}

TEST(PrivateKey, IsPkcs8WithoutAPassphrase) {
  const mig::test::TemporaryFolder folder;
  const auto secret = folder.path() + "/secret.pem";
  ASSERT_EQ(run_process(
                {"openssl", "ecparam", "-genkey", "-noout", "-name", "prime256v1", "-out", secret})
                .exit_code,
            0);
  EXPECT_THAT(refusal_of_private(mig::test::read_file(secret)), HasSubstr("'EC PRIVATE KEY'"));
  const auto locked =
      run_process({"openssl", "pkcs8", "-topk8", "-in", secret, "-passout", "pass:x"});
  EXPECT_THAT(refusal_of_private(locked.standard_output), HasSubstr("'ENCRYPTED PRIVATE KEY'"));
  const auto open = run_process({"openssl", "pkcs8", "-topk8", "-nocrypt", "-in", secret});
  EXPECT_EQ(refusal_of_private(open.standard_output), "");
  EXPECT_THAT(refusal_of_private(generator().pem()), HasSubstr("'PUBLIC KEY'"));
  EXPECT_THAT(refusal_of_private(""), HasSubstr("empty"));
  EXPECT_THAT(refusal_of_private(block("PRIVATE KEY", "3000")), HasSubstr("PKCS#8"));
  const auto rsa = run_process({"openssl", "genpkey", "-algorithm", "RSA"});
  EXPECT_THAT(refusal_of_private(rsa.standard_output), HasSubstr("RSA"));
  EXPECT_THAT(PrivateKey::from_pem(rsa.standard_output).error().remedy,
              HasSubstr("ed25519 and ecdsa-p256 keys sign, and no others"));
  EXPECT_THAT(refusal_of_private(block(
                  "PRIVATE KEY", std::string("302e020100300506032b657004220420") + kSeed + "00")),
              HasSubstr("PKCS#8"));
}

TEST(PrivateKey, HoldsItsOwnPublicKey) {
  // The private number 2 with the generator, which is the public key of 1.
  const std::string number(63, '0');
  const std::string pkcs8 =
      "308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420" + number;
  const std::string point = std::string("a14403420004") + kX + kY;
  EXPECT_EQ(refusal_of_private(block("PRIVATE KEY", pkcs8 + "1" + point)), "");
  EXPECT_THAT(refusal_of_private(block("PRIVATE KEY", pkcs8 + "2" + point)),
              HasSubstr("not that of the private key"));
}

TEST(PrivateKey, IsNeverQuoted) {
  const auto made = PrivateKey::generate(KeyAlgorithm::ecdsa_p256);
  const auto pem = *made->pem();
  const auto body = pem.substr(28, 40);
  for (const auto& broken : {pem.substr(28), pem + pem, pem.substr(0, 90), pem + "x",
                             "-----BEGIN " + body + "-----\n"}) {
    const auto key = PrivateKey::from_pem(broken);
    ASSERT_FALSE(key);
    EXPECT_THAT(key.error().message + key.error().remedy, Not(HasSubstr(body.substr(0, 12))));
  }
}

// What this room signs, OpenSSL's own programs verify, and the other way round.
TEST(Interoperation, WithTheOpensslProgram) {
  const mig::test::TemporaryFolder folder;
  const auto at = [&](const char* name) { return folder.path() + "/" + name; };
  folder.write("message", std::string("the \0 message\n", 14));
  const auto message = mig::test::read_file(at("message"));
  for (const auto& [algorithm, encoding] : kKinds) {
    if (encoding == SignatureEncoding::p1363) continue;
    const bool is_ed25519 = algorithm == KeyAlgorithm::ed25519;
    const auto holder = PrivateKey::generate(algorithm);
    folder.write("secret.pem", *holder->pem());
    folder.write("public.pem", holder->public_key().pem());
    folder.write("signature", *holder->sign(encoding, message));
    std::vector<std::string> verify{"openssl",        "dgst",       "-sha256",       "-verify",
                                    at("public.pem"), "-signature", at("signature"), at("message")};
    std::vector<std::string> sign{"openssl",        "dgst", "-sha256",    "-sign",
                                  at("secret.pem"), "-out", at("theirs"), at("message")};
    if (is_ed25519) {
      verify = {"openssl",        "pkeyutl",  "-verify",       "-rawin", "-pubin",     "-inkey",
                at("public.pem"), "-sigfile", at("signature"), "-in",    at("message")};
      sign = {"openssl",        "pkeyutl", "-sign",       "-rawin", "-inkey",
              at("secret.pem"), "-in",     at("message"), "-out",   at("theirs")};
    }
    const auto verified = run_process(verify);
    EXPECT_EQ(verified.exit_code, 0) << verified.standard_output << verified.standard_error;
    ASSERT_EQ(run_process(sign).exit_code, 0);
    EXPECT_EQ(*holder->public_key().verify(encoding, message, mig::test::read_file(at("theirs"))),
              true);
    EXPECT_EQ(run_process({"openssl", "pkey", "-in", at("secret.pem"), "-pubout"}).standard_output,
              holder->public_key().pem());
    const auto spki = run_process({"openssl", "pkey", "-pubin", "-in", at("public.pem"), "-outform",
                                   "DER", "-out", at("spki")});
    ASSERT_EQ(spki.exit_code, 0);
    const auto sum = run_process({"sha256sum", at("spki")}).standard_output;
    EXPECT_EQ(holder->public_key().id(), "sha256:" + sum.substr(0, 64));
  }
}

}  // namespace
