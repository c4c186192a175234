"""boto3: head_object() for each of 120 keys, to learn sizes that a listing would have told."""
import boto3

OPTIONS = dict(endpoint_url="http://127.0.0.1:8765", region_name="eu-central-1", aws_access_key_id="a",
               aws_secret_access_key="b")
S3 = boto3.client("s3", **OPTIONS)


def set_up():
    size("k0")


def size(key):
    return S3.head_object(Bucket="bucket", Key=key)["ContentLength"]


def total(keys):
    count = 0
    for key in keys:
        count += size(key)
    return count


def main():
    return total(["k%d" % i for i in range(120)])
