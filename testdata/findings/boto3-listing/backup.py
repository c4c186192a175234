"""boto3: the sizes of 200 objects from one listing."""
import boto3

OPTIONS = dict(endpoint_url="http://127.0.0.1:8765", region_name="eu-central-1", aws_access_key_id="a",
               aws_secret_access_key="b")
S3 = boto3.client("s3", **OPTIONS)


def set_up():
    S3.list_objects_v2(Bucket="bucket")


def sizes():
    found = {}
    for page in S3.get_paginator("list_objects_v2").paginate(Bucket="bucket"):
        for row in page["Contents"]:
            found[row["Key"]] = row["Size"]
    return found


def main():
    return sum(sizes().values())
