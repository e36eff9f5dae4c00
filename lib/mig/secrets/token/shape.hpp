#pragma once

#include <string>
#include <string_view>

/// What a token has to be beyond its characters.
namespace mig::secrets::shape {

/// Both alphabets, padding optional; nothing when a byte is in neither.
std::string decoded_base64(std::string_view text);

bool has_github_checksum(std::string_view token);      ///< base62 CRC-32 in the last six
bool has_cloudflare_checksum(std::string_view token);  ///< hex CRC-32 in the last eight
bool has_base32_body(std::string_view token);          ///< [A-Z2-7] after the first four

bool is_aws_key_id(std::string_view token);   ///< no masked one, none of the manuals
bool is_jwt(std::string_view token);          ///< the header is JSON
bool is_wrapped_jwt(std::string_view token);  ///< the same below a further base64
bool is_basic_pair(std::string_view token);   ///< base64 of `user:password`
bool is_bearer(std::string_view token);       ///< no word, path or name
bool is_mixed(std::string_view token);        ///< digits, small and capital letters
bool has_digit(std::string_view token);
bool has_letter_and_digit(std::string_view token);
bool is_uniform_case(std::string_view token);        ///< not capital and small letters at once
bool is_pat_json(std::string_view token);            ///< base64 that begins a JSON object
bool is_wrapped_key(std::string_view token);         ///< base64 of a PEM block
bool is_private_google_key(std::string_view token);  ///< none that documentation publishes
bool is_artifactory_key(std::string_view token);     ///< no word in capitals
bool is_stripe_key(std::string_view token);          ///< as long or as varied as one
bool is_varied(std::string_view token);              ///< digits, or small and capital letters
bool is_password(std::string_view token);            ///< a literal somebody could log in with

}  // namespace mig::secrets::shape
