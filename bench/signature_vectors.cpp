// Keys, signatures and envelopes against vectors of others: how many are judged as they say.
//   signature_vectors VECTORS_DIR
// The folder holds dsse/vectors.json and wycheproof/testvectors_v1/*.json. Ends in 1 unless all
// agree. What a vector calls acceptable, because some verifiers take it, is to be refused.
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>
#include <string>

#include "mig/contract/envelope.hpp"
#include "mig/digest/keyed.hpp"
#include "mig/document/reader.hpp"
#include "mig/trust/base64.hpp"
#include "mig/trust/key.hpp"

namespace {

using Json = nlohmann::json;
using mig::digest::bytes_of_hex;
using mig::digest::hex_of;
using mig::trust::Base64Alphabet;
using mig::trust::PrivateKey;
using mig::trust::PublicKey;
using mig::trust::SignatureEncoding;

struct Tally {
  std::string name;
  int cases = 0;
  int disagreements = 0;
  std::map<std::string, int> results;

  void count(const std::string& label, const std::string& expected, bool agrees,
             const std::string& what) {
    ++cases;
    ++results[expected];
    if (agrees) return;
    ++disagreements;
    fmt::print("  {} {}: expected {}: {}\n", name, label, expected, what);
  }
};

Json read_json_file(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path);
  return Json::parse(file);
}

template <class T>
T value_of(mig::Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(*result);
}

bool verifies(const PublicKey& key, SignatureEncoding encoding, const std::string& message,
              const std::string& signature) {
  return value_of(key.verify(encoding, message, signature));
}

Tally run_wycheproof(const std::string& path, SignatureEncoding encoding) {
  Tally tally;
  tally.name = std::string(name_of(encoding)) + " signatures";
  const auto file = read_json_file(path);
  const auto announced = file.at("numberOfTests").get<std::size_t>();
  for (const auto& group : file.at("testGroups")) {
    const auto spki = bytes_of_hex(group.at("publicKeyDer").get<std::string>());
    const auto key = value_of(PublicKey::from_spki(spki));
    // Their PEM is the same key.
    const auto from_pem =
        value_of(PublicKey::from_pem(group.at("publicKeyPem").get<std::string>()));
    if (from_pem.id() != key.id()) throw std::runtime_error("PEM and DER differ in " + path);
    for (const auto& one : group.at("tests")) {
      const auto expected = one.at("result").get<std::string>();
      const auto holds = verifies(key, encoding, bytes_of_hex(one.at("msg").get<std::string>()),
                                  bytes_of_hex(one.at("sig").get<std::string>()));
      if (expected == "acceptable") {
        fmt::print("  {} {}: acceptable ({}): {}\n", tally.name, one.at("tcId").dump(),
                   one.at("comment").get<std::string>(), holds ? "taken" : "refused");
      }
      tally.count(one.at("tcId").dump(), expected, holds == (expected == "valid"),
                  one.at("comment").get<std::string>());
    }
  }
  if (static_cast<std::size_t>(tally.cases) != announced) {
    throw std::runtime_error(fmt::format("{}: {} cases of {}", path, tally.cases, announced));
  }
  return tally;
}

struct NamedKey {
  PublicKey shared;
  PrivateKey holder;
};

std::map<std::string, NamedKey> read_keys(const Json& keys) {
  std::map<std::string, NamedKey> out;
  for (const auto& [name, key] : keys.items()) {
    const auto spki = "302a300506032b6570032100" + key.at("public").get<std::string>();
    const auto pkcs8 =
        bytes_of_hex("302e020100300506032b657004220420" + key.at("seed").get<std::string>());
    NamedKey read{value_of(PublicKey::from_spki(bytes_of_hex(spki))),
                  value_of(PrivateKey::from_pem("-----BEGIN PRIVATE KEY-----\n" +
                                                mig::trust::encode_base64(pkcs8) +
                                                "\n-----END PRIVATE KEY-----\n"))};
    if (read.holder.public_key().id() != read.shared.id()) {
      throw std::runtime_error("the seed of key " + name + " gives another public key");
    }
    out.emplace(name, std::move(read));
  }
  return out;
}

/// How an envelope is judged; empty: accepted.
std::string refusal(const Json& vector, const std::map<std::string, NamedKey>& keys) {
  const auto text = vector.at("envelope").dump();
  const auto document = mig::document::read_json(text);
  if (!document) return "not strict JSON";
  const auto envelope = mig::contract::read_envelope(*document);
  const auto& type = envelope.payload_type.value;
  const auto& supported = vector.at("supportedPayloadTypes");
  if (std::find(supported.begin(), supported.end(), type) == supported.end()) {
    return "payload type not supported";
  }
  const auto payload = decode_base64(envelope.payload.value, Base64Alphabet::either);
  if (!payload) return "payload is no base64";
  const auto signed_bytes = mig::trust::pre_authentication_encoding(type, *payload);
  // Distinct keys count, whatever signatures and key ids say.
  std::set<std::string> counted;
  for (const auto& signature : envelope.signatures) {
    const auto bytes = decode_base64(signature.sig.value, Base64Alphabet::either);
    if (!bytes) return "signature is no base64";
    for (const auto& name : vector.at("trustedKeys")) {
      const auto& key = keys.at(name.get<std::string>()).shared;
      if (verifies(key, SignatureEncoding::raw, signed_bytes, *bytes)) counted.insert(key.id());
    }
  }
  const auto threshold = vector.at("threshold").get<std::size_t>();
  return counted.size() < threshold ? "threshold not met" : "";
}

/// Ed25519 signs deterministically: we write the signatures of the vector, byte for byte.
bool signs_alike(const Json& vector, const std::map<std::string, NamedKey>& keys) {
  const auto pae = bytes_of_hex(vector.at("pae").get<std::string>());
  const auto& signatures = vector.at("envelope").at("signatures");
  return std::all_of(signatures.begin(), signatures.end(), [&](const Json& signature) {
    const auto theirs =
        decode_base64(signature.at("sig").get<std::string>(), Base64Alphabet::either);
    return std::any_of(keys.begin(), keys.end(), [&](const auto& key) {
      return theirs == value_of(key.second.holder.sign(SignatureEncoding::raw, pae));
    });
  });
}

Tally run_dsse(const std::string& path) {
  Tally tally;
  tally.name = "DSSE envelopes";
  const auto file = read_json_file(path);
  const auto keys = read_keys(file.at("keys"));
  for (const auto& vector : file.at("vectors")) {
    const auto id = vector.at("id").get<std::string>();
    const auto expected = vector.at("expect").get<std::string>();
    const auto refused = refusal(vector, keys);
    tally.count(id, expected, refused.empty() == (expected == "accept"),
                refused.empty() ? "accepted" : refused);
    const auto& envelope = vector.at("envelope");
    const auto payload =
        decode_base64(envelope.at("payload").get<std::string>(), Base64Alphabet::either);
    const auto pae = mig::trust::pre_authentication_encoding(
        envelope.at("payloadType").get<std::string>(), payload.value_or(""));
    // The encoding of a vector whose type was swapped is that of what was signed.
    if (expected == "accept") {
      tally.count(id, "same encoding", hex_of(pae) == vector.at("pae").get<std::string>(),
                  "differs");
    }
    tally.count(id, "same signature", signs_alike(vector, keys), "differs");
  }
  return tally;
}

int report(const std::vector<Tally>& tallies) {
  int disagreements = 0;
  for (const auto& tally : tallies) {
    std::string results;
    for (const auto& [name, count] : tally.results) results += fmt::format(", {} {}", name, count);
    fmt::print("{}: {} of {} agree ({:.2f} %){}\n", tally.name, tally.cases - tally.disagreements,
               tally.cases, 100.0 * (tally.cases - tally.disagreements) / tally.cases, results);
    disagreements += tally.disagreements;
    // No vectors would agree completely.
    if (tally.cases == 0) ++disagreements;
  }
  return disagreements == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: signature_vectors VECTORS_DIR\n";
    return 2;
  }
  const std::string folder = argv[1];
  const auto wycheproof = folder + "/wycheproof/testvectors_v1/";
  try {
    return report(
        {run_wycheproof(wycheproof + "ed25519_test.json", SignatureEncoding::raw),
         run_wycheproof(wycheproof + "ecdsa_secp256r1_sha256_test.json", SignatureEncoding::der),
         run_dsse(folder + "/dsse/vectors.json")});
  } catch (const std::exception& problem) {
    std::cerr << "signature_vectors: " << problem.what() << '\n';
    return 2;
  }
}
