internal import CCurl

let curlVersion = unsafe String(cString: curl_version())
